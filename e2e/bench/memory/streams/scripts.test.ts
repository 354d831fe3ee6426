import { describe, expect, test } from 'vitest';
import { drawDistinct } from './drawDistinct.ts';
import { groceryTalk } from './groceryTalk.ts';
import { passkeyText } from './passkeyText.ts';
import { registerLines } from './registerLines.ts';
import { rockPaperScissors } from './rockPaperScissors.ts';
import type { Asked, Said, Script } from './Script.ts';

const said = ({ items }: Script) => items.filter((item): item is Said => item.kind === 'said');
const asked = ({ items }: Script) => items.filter((item): item is Asked => item.kind === 'asked');
const words = (text: string) => text.split(/\s+/).length;

describe('scripts', () => {
  test.each([
    ['lines', (seed: number) => registerLines(seed, { lines: 40, every: 10, distances: [5, 20] })],
    ['groceries', (seed: number) => groceryTalk(seed, [2, 5])],
    ['pass key', (seed: number) => passkeyText(seed, [2_000, 4_000], words)],
    ['rock, paper, scissors', (seed: number) => rockPaperScissors(seed, { rounds: 40, every: 2 })],
  ])('%s are the same for the same seed and others for another, and every choice is there once', (_, make) => {
    expect(make(3)).toEqual(make(3));
    expect(make(3)).not.toEqual(make(4));
    for (const { choices } of asked(make(3))) expect(new Set(choices).size).toBe(choices.length);
  });

  test('a register is asked for as many lines back as it says, and its value stands there', () => {
    const script = registerLines(1, { lines: 60, every: 10, distances: [5, 20] });
    let line = 0;
    const texts: string[] = [];
    for (const item of script.items) {
      if (item.kind === 'said') {
        line++;
        texts.push(item.text);
        continue;
      }
      expect(line % 10).toBe(0);
      const [, name] = /line (\S+)\?/.exec(item.question)!;
      expect(texts[line - item.at - 1]).toContain(`line ${name} is`);
      expect(texts[line - item.at - 1]).toContain(`<${item.choices[0]}`);
      for (const wrong of item.choices.slice(1)) expect(texts[line - item.at - 1]).not.toContain(wrong);
    }
    // Five lines back can be asked at each of six stops, twenty at four.
    expect(asked(script)).toHaveLength(10);
  });

  test('the wish comes first, and is asked for after as many exchanges as it says', () => {
    const script = groceryTalk(2, [3, 7]);
    expect(said(script)[0]!.text).toContain(asked(script)[0]!.choices[0]!.trim());
    expect(asked(script).map(({ at }) => at)).toEqual([3, 7]);
    expect(said(script)).toHaveLength(2 + 2 * 7);
  });

  test('the pass key is said early and once, and asked for at each length', () => {
    const script = passkeyText(5, [2_000, 1_500], words);
    const key = asked(script)[0]!.choices[0]!.slice(0, -1);
    expect(said(script).filter(({ text }) => text.includes(key))).toHaveLength(1);
    expect(asked(script).map(({ at }) => at)).toEqual([1_500, 2_000]);
    const at = said(script).findIndex(({ text }) => text.includes(key));
    expect(said(script).slice(0, at).reduce((sum, { text }) => sum + words(text), 0)).toBeLessThan(1_100);
  });

  test('the answer to the dominant move wins about half of the rounds', () => {
    const rounds = asked(rockPaperScissors(7, { rounds: 2_000, every: 1 }));
    const share = rounds.filter(({ winner }) => winner === 0).length / rounds.length;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });
});

test('elements are drawn once each', () => {
  const drawn = drawDistinct(() => 0.99, ['a', 'b', 'c'], 3);
  expect(drawn.toSorted()).toEqual(['a', 'b', 'c']);
  expect(() => drawDistinct(() => 0, ['a', 'a'], 2)).toThrow(RangeError);
});
