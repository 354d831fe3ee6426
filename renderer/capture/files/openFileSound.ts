import { decodedSound } from './decodedSound.ts';
import type { FileSound } from './FileSound.ts';
import { readFlac } from './readFlac.ts';
import { readMp3 } from './readMp3.ts';
import { readMp4 } from './readMp4.ts';
import { readOgg } from './readOgg.ts';
import { readWebm } from './readWebm.ts';
import { wavSound } from './wavSound.ts';

/** MP3 last: its beginning tells least. */
const READERS = [readMp4, readOgg, readWebm, readFlac, readMp3];

/**
 * A file that can be read piece by piece, as fast as its sound is wanted: WAV, MP3, FLAC, AAC in MP4, Opus and Vorbis in
 * Ogg and WebM. Null for others.
 */
export async function openFileSound(file: File): Promise<FileSound | null> {
  const wav = await wavSound(file);
  if (wav) return wav;
  for (const read of READERS) {
    const coded = await read(file);
    if (coded) return decodedSound(coded, file.name);
  }
  return null;
}
