import { spread } from '../spread.ts';
import { errorRate, rateWithInterval } from './rateWithInterval.ts';
import type { ClipFigures } from './figuresOf.ts';

/** The figures of many clips as they are printed and written. */
export function summary(
  clips: readonly ClipFigures[],
  passes: { readonly passSeconds: number; readonly soundSeconds: number; readonly passes: number },
) {
  const of = (key: 'firstWord' | 'everyWord' | 'finalisation') => spread(clips.flatMap((clip) => clip[key]));
  const erased = clips.reduce((sum, clip) => sum + clip.erased, 0);
  return {
    words: clips.reduce((sum, { final }) => sum + final.words, 0),
    wordErrorRate: rateWithInterval(clips.map(({ final }) => final)),
    partialWordErrorRate: errorRate(clips.flatMap(({ partial }) => partial)),
    firstWordMs: of('firstWord'),
    everyWordMs: of('everyWord'),
    finalisationMs: of('finalisation'),
    normalisedErasure:
      erased /
      Math.max(
        1,
        clips.reduce((sum, { shown }) => sum + shown, 0),
      ),
    realTimeFactor: passes.passSeconds / passes.soundSeconds,
    secondsOfPass: passes.passSeconds / Math.max(1, passes.passes),
    soundSeconds: passes.soundSeconds,
  };
}
