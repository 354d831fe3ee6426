import { wavFile } from '../../app/captions/wavFile.ts';

/** A WAV file of a sine tone at half of full scale. */
export function toneWav(hertz: number, seconds: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) =>
    Math.round(16_384 * Math.sin((2 * Math.PI * hertz * index) / sampleRate)),
  );
  return wavFile(new Uint8Array(samples.buffer), sampleRate);
}
