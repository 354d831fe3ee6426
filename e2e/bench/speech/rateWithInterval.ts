import { seededRandom } from '../../../app/testing/seededRandom.test-helper.ts';
import type { WordErrors } from './alignWords.ts';

export interface RateWithInterval {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

const ROUNDS = 2_000;

/** Wrong words of all clips over spoken ones. */
export function errorRate(clips: readonly WordErrors[]): number {
  const wrong = clips.reduce((sum, { substituted, deleted, inserted }) => sum + substituted + deleted + inserted, 0);
  return (
    wrong /
    Math.max(
      1,
      clips.reduce((sum, { words }) => sum + words, 0),
    )
  );
}

/**
 * The word error rate over clips, or its difference to that of `other` on the same clips, with the interval that holds
 * it with 95 %: bootstrap over whole clips (Bisani and Ney 2004), since errors within one come together.
 */
export function rateWithInterval(clips: readonly WordErrors[], other?: readonly WordErrors[]): RateWithInterval {
  const random = seededRandom(1);
  const rateOf = (chosen: readonly number[]) =>
    errorRate(chosen.map((at) => clips[at]!)) - (other ? errorRate(chosen.map((at) => other[at]!)) : 0);
  const rates = Array.from({ length: ROUNDS }, () =>
    rateOf(clips.map(() => Math.floor(random() * clips.length))),
  ).toSorted((a, b) => a - b);
  return {
    rate: rateOf([...clips.keys()]),
    low: rates[Math.floor(0.025 * ROUNDS)]!,
    high: rates[Math.ceil(0.975 * ROUNDS) - 1]!,
  };
}
