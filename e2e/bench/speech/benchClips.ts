import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import { loudSkip } from '../../support/loudSkip.ts';
import type { Clip } from './Clip.ts';
import { espeakClips } from './espeakClips.ts';
import { piperClips } from './piperClips.ts';
import { recordedClips } from './recordedClips.ts';
import { script } from './script.ts';
import { speakers } from './speakers.ts';

/**
 * What is heard: recordings, and so many texts of the script by every voice that is there. Text by text, so that every
 * voice has its share when there is no time for all. What is missing is said on a loud line.
 */
export async function benchClips(recordings: string, texts: number, whisper: Whisper): Promise<Clip[]> {
  const chosen = script.slice(0, texts);
  const voices: Clip[][] = [];
  for (const speaker of texts > 0 ? speakers.piper : []) {
    const clips = await piperClips(chosen, speaker, whisper);
    if (!clips) break;
    voices.push(clips);
  }
  for (const speaker of speakers.espeak) {
    try {
      voices.push(espeakClips(chosen, speaker));
    } catch (error) {
      loudSkip(
        'speech by espeak-ng',
        `python3 with libespeak-ng is needed: ${error instanceof Error ? error.message.split('\n')[0] : ''}`,
      );
      break;
    }
  }
  const isThere = existsSync(join(recordings, 'words.json'));
  if (!isThere) loudSkip('real recordings', `there is no ${join(recordings, 'words.json')}`);
  return [
    ...(isThere ? recordedClips(recordings) : []),
    ...chosen.flatMap((_, at) => voices.flatMap((clips) => clips[at] ?? [])),
  ];
}
