import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import { loudSkip } from '../../support/loudSkip.ts';
import type { Clip } from './Clip.ts';
import { espeakClips } from './espeakClips.ts';
import { fliteClips } from './fliteClips.ts';
import { piperClips } from './piperClips.ts';
import { recordedClips } from './recordedClips.ts';
import { script } from './script.ts';
import { speakers } from './speakers.ts';

export interface ClipsWanted {
  /** folder of recordings with their words */
  readonly recordings: string;
  /** how many texts of the script */
  readonly texts: number;
  /** what hearing was tuned on, or what it was not */
  readonly set: 'tuned' | 'held-out';
  /** of echoes and noise */
  readonly seed: number;
}

/**
 * What is heard: recordings, and so many texts of the script by every voice that is there. Text by text, so that every
 * voice has its share when there is no time for all. What is missing is said on a loud line.
 */
export async function benchClips({ recordings, texts, set, seed }: ClipsWanted, whisper: Whisper): Promise<Clip[]> {
  const chosen = script[set].slice(0, texts);
  const { piper, flite, espeak } = speakers[set];
  const voices: Clip[][] = [];
  for (const speaker of texts > 0 ? piper : []) {
    const clips = await piperClips(chosen, speaker, whisper, seed);
    if (!clips) break;
    voices.push(clips);
  }
  const speak = async (what: string, needed: string, clips: () => Promise<Clip[]> | Clip[]): Promise<void> => {
    try {
      voices.push(await clips());
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : '';
      loudSkip(`speech by ${what}`, `${needed} is needed: ${reason}`);
    }
  };
  for (const speaker of flite) await speak(speaker.name, 'flite', () => fliteClips(chosen, speaker, whisper, seed));
  for (const speaker of espeak) {
    await speak(speaker.name, 'python3 with libespeak-ng', () => espeakClips(chosen, speaker, seed));
  }
  const isThere = existsSync(join(recordings, 'words.json'));
  if (!isThere) loudSkip('real recordings', `there is no ${join(recordings, 'words.json')}`);
  return [
    ...(isThere ? recordedClips(recordings) : []),
    ...chosen.flatMap((_, at) => voices.flatMap((clips) => clips[at] ?? [])),
  ];
}
