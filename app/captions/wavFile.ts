const HEADER = 44;

/** A WAV file (RIFF, PCM) of int16 samples in little-endian bytes, one channel. */
export function wavFile(samples: Uint8Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(HEADER + samples.length);
  const view = new DataView(file.buffer);
  const text = (at: number, name: string): void => {
    for (let i = 0; i < name.length; i++) view.setUint8(at + i, name.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER - 8 + samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length, true);
  file.set(samples, HEADER);
  return file;
}
