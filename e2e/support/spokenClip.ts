import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { wavFile } from '../../app/captions/wavFile.ts';
import { launchSpeech } from '../../main/services/speech/launchSpeech.ts';
import { closeChild } from '../../main/supervise/closeChild.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import { speechModels } from '../model/speechModels.ts';

/** Silence before, between and after, in seconds. */
const LEAD = 1;
const PAUSE = 1.2;

/**
 * Has sentences spoken by the speech process and writes them as one WAV file, at the voice's own sample rate, with
 * silence around each. Null when there is no voice (that was said on a loud line); otherwise the file and its seconds.
 */
export async function spokenClip(folder: string, sentences: readonly string[]): Promise<{ file: string; seconds: number } | null> {
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
    const parts = [quiet(LEAD)];
    for (const text of sentences) {
      for await (const { samples } of value.client.speak({ text })) parts.push(samples);
      parts.push(quiet(PAUSE));
    }
    const sound = Buffer.concat(parts);
    const file = join(folder, 'clip.wav');
    await writeFile(file, wavFile(sound, sampleRate));
    return { file, seconds: sound.length / 2 / sampleRate };
  } finally {
    await closeChild(child);
  }
}
