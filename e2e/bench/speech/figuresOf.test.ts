import { expect, it } from 'vitest';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { figuresOf } from './figuresOf.ts';

const words = (text: string, fromMs: number) =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, at) => ({
      text: ` ${word}`,
      startMs: fromMs + 500 * at,
      endMs: fromMs + 500 * (at + 1),
      probability: 1,
    }));
const phrase = (
  number: number,
  committed: string,
  tentative: string,
  final: boolean,
  heardMs: number,
  fromMs: number,
): Phrase => ({
  number,
  committed: words(committed, fromMs),
  tentative: words(tentative, fromMs + 500 * words(committed, 0).length),
  final,
  heardMs,
});

it('counts from when words were spoken to when they were shown', () => {
  const first = phrase(0, 'one two three', '', true, 2_600, 1_000);
  const states = [
    { atMs: 2_000, phrases: [phrase(0, '', 'on', false, 1_800, 1_000)] },
    { atMs: 2_400, phrases: [phrase(0, 'one', 'two', false, 2_200, 1_000)] },
    { atMs: 3_000, phrases: [first] },
    { atMs: 6_100, phrases: [first, phrase(1, '', 'five', false, 6_000, 5_000)] },
    { atMs: 6_900, phrases: [first, phrase(1, 'four', '', true, 6_000, 5_000)] },
  ];
  const clip = {
    name: 'a',
    group: 'g',
    samples: new Int16Array(),
    words: [...words('one two three', 1_000), ...words('four', 5_000)],
  };
  const figures = figuresOf(clip, { states, passes: 5, passSeconds: 1 });
  expect(figures).toMatchObject({
    final: { words: 4, substituted: 0, deleted: 0, inserted: 0 },
    firstWord: [500, 600],
    everyWord: [500, 400, 500, 600],
    finalisation: [500, 1_400],
    // "on" became "one", "five" became "four".
    erased: 2,
    shown: 4,
    text: 'one two three four',
  });
  expect(figures.partial[0]).toMatchObject({ words: 1, substituted: 1 });
});
