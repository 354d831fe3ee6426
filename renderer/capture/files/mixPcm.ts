import type { WavLayout } from './readWav.ts';

/** Samples as they lie in a file, as one channel from -1 to 1: the mean of all channels. */
export function mixPcm(bytes: ArrayBuffer, { kind, bits, channels }: Pick<WavLayout, 'kind' | 'bits' | 'channels'>): Float32Array {
  const view = new DataView(bytes);
  const width = bits / 8;
  const read = readerOf(kind, bits);
  const mixed = new Float32Array(Math.floor(view.byteLength / (width * channels)));
  for (let moment = 0, at = 0; moment < mixed.length; moment++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += width) sum += read(view, at);
    const mean = sum / channels;
    // A number that is none would spoil what comes after it.
    mixed[moment] = Number.isFinite(mean) ? mean : 0;
  }
  return mixed;
}

function readerOf(kind: WavLayout['kind'], bits: WavLayout['bits']): (view: DataView, at: number) => number {
  if (kind === 'float') return bits === 64 ? (view, at) => view.getFloat64(at, true) : (view, at) => view.getFloat32(at, true);
  switch (bits) {
    case 8:
      return (view, at) => (view.getUint8(at) - 128) / 128;
    case 24:
      return (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x80_00_00;
    case 32:
      return (view, at) => view.getInt32(at, true) / 0x80_00_00_00;
    case 16:
    case 64:
      return (view, at) => view.getInt16(at, true) / 0x80_00;
  }
}
