import { expect, it } from 'vitest';
import type { Turn } from '../../../../app/conversation/Turn.ts';
import { historyOf } from './historyOf.ts';

const TEXT = 'Rain falls from clouds. It fills the rivers and the sea.';
/** A word takes a tenth of a second. */
const wordEnds = async (_: Float32Array, text: string) => [...text.matchAll(/\S+/g)].map((word, at) => ({ end: word.index + word[0].length, seconds: (at + 1) / 10 }));
const chunk = (from: number, to: number, seconds: number, heard: number) => ({ from, to, samples: new Float32Array(16_000 * seconds), heard: 16_000 * heard });
const answer = (text: string, state: Turn['state']) => ({ turn: { text, state } as Turn, runs: [1], silences: [], written: TEXT });
const judge = (text: string, state: Turn['state'], sounds: ReturnType<typeof chunk>[]) => historyOf(answer(text, state), new Map([[1, sounds]]), wordEnds);

it('finds words that were stored but not heard, and the other way round', async () => {
  const [first, second] = [chunk(0, 23, 2, 2), chunk(24, TEXT.length, 0.7, 0.35)];
  expect(await judge('Rain falls from clouds. It fills the', 'interrupted', [first, second])).toEqual({ isCut: true, byClock: 0, byEar: 0 });
  expect(await judge('Rain falls from clouds. It fills the rivers and', 'interrupted', [first, second])).toMatchObject({ byClock: 2, byEar: 2 });
  expect(await judge('Rain falls', 'interrupted', [first, second])).toMatchObject({ byEar: -5 });
  expect(await judge(TEXT, 'complete', [first, chunk(24, TEXT.length, 1, 1)])).toEqual({ isCut: false, byClock: 0, byEar: null });
  expect(await judge('Rain falls from clouds.', 'complete', [first, chunk(24, TEXT.length, 1, 1)])).toMatchObject({ byClock: -7 });
});
