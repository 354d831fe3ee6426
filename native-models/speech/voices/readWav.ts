import { refusedFile } from '../../formats/refusedFile.ts';

const MAX_CHANNELS = 8;
const PCM = 1;
const FLOAT = 3;
/** The real format stands in the chunk's extension (WAVEFORMATEXTENSIBLE). */
const EXTENSIBLE = 0xfffe;

/**
 * The sound of a WAV file as one channel, -1 to 1: 16-bit or 32-bit float samples, channels averaged.
 * Errors: `bad-file`; `unsupported` for other formats, and rates outside 8 to 96 kHz.
 */
export function readWav(bytes: Uint8Array, file: string): { readonly samples: Float32Array<ArrayBuffer>; readonly sampleRate: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): string => (at + 4 <= bytes.length ? String.fromCharCode(...bytes.subarray(at, at + 4)) : '');
  const damaged = (reason: string) => refusedFile('bad-file', file, `it is no WAV file: ${reason}`);
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') throw damaged('it does not begin like one');
  let format: { kind: number; channels: number; sampleRate: number; bits: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = word(at);
    const length = view.getUint32(at + 4, true);
    const from = at + 8;
    if (name === 'fmt ' && from + 16 <= bytes.length) {
      const kind = view.getUint16(from, true);
      const real = kind === EXTENSIBLE && length >= 26 && from + 26 <= bytes.length ? view.getUint16(from + 24, true) : kind;
      format = { kind: real, channels: view.getUint16(from + 2, true), sampleRate: view.getUint32(from + 4, true), bits: view.getUint16(from + 14, true) };
    }
    if (name === 'data') {
      if (!format) throw damaged('its sound comes before its format');
      // Programs that were stopped leave a length that is not true.
      return samplesOf(view, from, Math.min(length, bytes.length - from), format, file);
    }
    at = from + length + (length % 2);
  }
  throw damaged('it has no sound');
}

function samplesOf(
  view: DataView,
  from: number,
  length: number,
  { kind, channels, sampleRate, bits }: { kind: number; channels: number; sampleRate: number; bits: number },
  file: string,
): { samples: Float32Array<ArrayBuffer>; sampleRate: number } {
  const isShort = kind === PCM && bits === 16;
  if (!isShort && !(kind === FLOAT && bits === 32)) throw refusedFile('unsupported', file, 'its sound is neither in 16-bit numbers nor in 32-bit floats');
  if (channels < 1 || channels > MAX_CHANNELS || sampleRate < 8_000 || sampleRate > 96_000) {
    throw refusedFile('unsupported', file, `it has ${channels} channels at ${sampleRate} Hz`);
  }
  const bytesEach = bits / 8;
  const samples = new Float32Array(Math.floor(length / (bytesEach * channels)));
  for (let at = 0; at < samples.length; at++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      const place = from + bytesEach * (at * channels + channel);
      sum += isShort ? view.getInt16(place, true) / 32_768 : view.getFloat32(place, true);
    }
    const sample = sum / channels;
    samples[at] = Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;
  }
  if (samples.length === 0) throw refusedFile('bad-file', file, 'it has no sound');
  return { samples, sampleRate };
}
