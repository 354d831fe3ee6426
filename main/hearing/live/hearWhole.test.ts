import { expect, it } from 'vitest';
import { heardWords } from './heardWords.test-helper.ts';
import { hearWhole } from './hearWhole.ts';

const SECOND = 16_000;
const passOf = (words: ReturnType<typeof heardWords>) => ({
  words,
  stopped: 'end' as const,
  meanLogProbability: -0.1,
  noSpeech: 0,
});

it('hears the rest when the model stopped in the midst of it', async () => {
  const looks: [from: number, samples: number][] = [];
  const words = await hearWhole(new Float32Array(6 * SECOND), async (samples, fromMs) => {
    looks.push([fromMs, samples.length]);
    return passOf(heardWords(fromMs === 0 ? 'a b c' : 'd e f g h i', { fromMs, eachMs: 600 }));
  });
  expect(looks).toEqual([
    [0, 96_000],
    [1_800, 67_200],
  ]);
  expect(words.map(({ text }) => text).join('')).toBe(' a b c d e f g h i');
});

it('comes to an end with a model that says too little, or nothing', async () => {
  let looks = 0;
  const little = await hearWhole(
    new Float32Array(10 * SECOND),
    async (_, fromMs) => (looks++, passOf(heardWords('a', { fromMs }))),
  );
  expect([looks, little.length]).toEqual([10, 10]);
  expect(await hearWhole(new Float32Array(10 * SECOND), async () => passOf([]))).toEqual([]);
  expect(await hearWhole(new Float32Array(), async () => passOf([]))).toEqual([]);
});
