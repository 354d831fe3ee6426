import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { wavFile } from '../../app/captions/wavFile.ts';
import { launchSpeech } from '../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import { speechModels } from '../model/speechModels.ts';

/** Silence before, between and after, in seconds. */
export const LEAD = 1;
const PAUSE = 1.2;

/** What is said, as a file. */
export interface SpokenClip {
  readonly file: string;
  readonly seconds: number;
  /** int16 little-endian, one channel */
  readonly samples: Uint8Array;
  readonly sampleRate: number;
}

/**
 * Has sentences spoken by the speech process and writes them as one WAV file, at the voice's own sample rate, with
 * silence around each; a number is so many seconds of further silence. Null when there is no voice (that was said on a
 * loud line).
 */
export async function spokenClip(folder: string, parts: readonly (string | number)[], name = 'clip'): Promise<SpokenClip | null> {
  const models = await speechModels();
  if (!models) return null;
  const voice = { directory: models.voice, phonemes: models.phonemes, threads: 1 };
  const { child, value } = await launchSpeech(
    { spawn: forkSpawn, activity: null, voice, logFile: join(folder, 'speech.log') },
    new AbortController().signal,
  );
  try {
    const sampleRate = value.voice?.sampleRate ?? 0;
    const quiet = (seconds: number): Uint8Array => new Uint8Array(2 * Math.round(seconds * sampleRate));
    const pieces = [quiet(LEAD)];
    for (const part of parts) {
      if (typeof part === 'string') for await (const { samples } of value.client.speak({ text: part })) pieces.push(samples);
      pieces.push(quiet(typeof part === 'string' ? PAUSE : part));
    }
    const samples = Buffer.concat(pieces);
    const file = join(folder, `${name}.wav`);
    await writeFile(file, wavFile(samples, sampleRate));
    return { file, seconds: samples.length / 2 / sampleRate, samples, sampleRate };
  } finally {
    await closeChild(child);
  }
}
