import { decodedSound } from './decodedSound.ts';
import type { FileSound } from './FileSound.ts';
import { readMp3 } from './readMp3.ts';
import { readMp4 } from './readMp4.ts';
import { wavSound } from './wavSound.ts';

/** A file that can be read piece by piece, as fast as its sound is wanted: WAV, MP3, and AAC in MP4. Null for others. */
export async function openFileSound(file: File): Promise<FileSound | null> {
  const wav = await wavSound(file);
  if (wav) return wav;
  const coded = (await readMp4(file)) ?? (await readMp3(file));
  return coded && decodedSound(coded, file.name);
}
