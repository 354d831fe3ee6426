import { createResampler } from './createResampler.ts';
import type { FileSound } from './FileSound.ts';
import { mixPcm } from './mixPcm.ts';
import { readWav } from './readWav.ts';

/** Sound that is read at once, in seconds and bytes: each reading has its way to the disk and back. */
const PIECE_SECONDS = 4;
const PIECE_BYTES = 4 * 1_024 * 1_024;

/** A WAV file, read in slices. Null when this is none. */
export async function wavSound(file: Blob): Promise<FileSound | null> {
  const layout = await readWav(file);
  if (!layout) return null;
  const { from, bytes, sampleRate, channels, bits } = layout;
  const moment = (channels * bits) / 8;
  const piece = Math.floor(Math.min(PIECE_SECONDS * sampleRate, PIECE_BYTES / moment)) * moment;
  return {
    seconds: bytes / moment / sampleRate,
    async *read(signal) {
      const resampler = createResampler(sampleRate);
      for (let at = 0; at < bytes && !signal.aborted; at += piece) {
        const slice = await file.slice(from + at, from + Math.min(bytes, at + piece)).arrayBuffer();
        yield resampler.push(mixPcm(slice, layout));
      }
      yield resampler.flush();
    },
  };
}
