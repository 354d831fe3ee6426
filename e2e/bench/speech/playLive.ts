import { setTimeout as sleep } from 'node:timers/promises';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import type { CaptionProcesses } from '../../../main/services/captions/CaptionModels.ts';
import { hearSound } from '../../../main/services/captions/hearSound.ts';
import type { ShownState } from './replay.ts';

const PIECE = 512;
const SAMPLES_PER_MS = 16;

/** Plays a clip to the processes of captions in real time: what was shown, and when, by the clock on the wall. */
export async function playLive(processes: CaptionProcesses, samples: Int16Array): Promise<ShownState[]> {
  const states: ShownState[] = [];
  const finals: Phrase[] = [];
  let started = performance.now();
  const onPhrase = async (phrase: Phrase): Promise<void> => {
    if (phrase.final) finals.push(phrase);
    const phrases = phrase.final ? [...finals] : [...finals, phrase];
    states.push({ atMs: performance.now() - started, phrases });
  };
  const sound = await hearSound(processes, { at: 0, firstNumber: 0, language: null, onPhrase });
  started = performance.now();
  for (let at = 0; at + PIECE <= samples.length; at += PIECE) {
    await sleep(Math.max(0, (at + PIECE) / SAMPLES_PER_MS - (performance.now() - started)));
    const bytes = new Uint8Array(samples.slice(at, at + PIECE).buffer);
    await sound.hear({ at, samples: bytes });
  }
  await sound.close();
  return states;
}
