import { expect, test } from 'vitest';
import { applyPage } from './applyPage.ts';
import { emptyTranscript, type Transcript } from './Transcript.ts';
import { turnForTests } from './turn.test-helper.ts';

const turns = (...ids: string[]) => ids.map((id) => turnForTests(id));
const ids = (transcript: Transcript) => transcript.turns.map(({ id }) => id).join('');
const middle: Transcript = { ...emptyTranscript('c'), loaded: true, turns: turns('d', 'e'), earlier: 3, later: 2 };

test('a whole page takes the place of everything', () => {
  const next = applyPage(middle, { turns: turns('x'), earlier: 1, later: 0 }, { side: 'whole' });
  expect([ids(next), next.earlier, next.later, next.loaded]).toEqual(['x', 1, 0, true]);
});

test('earlier and later pages join at their ends', () => {
  const up = applyPage(middle, { turns: turns('b', 'c'), earlier: 1, later: 4 }, { side: 'earlier', at: 'd' });
  expect([ids(up), up.earlier, up.later]).toEqual(['bcde', 1, 2]);
  const down = applyPage(up, { turns: turns('f', 'g'), earlier: 5, later: 0 }, { side: 'later', at: 'e' });
  expect([ids(down), down.earlier, down.later]).toEqual(['bcdefg', 1, 0]);
});

test('a page that no longer fits is left out', () => {
  expect(applyPage(middle, { turns: turns('x'), earlier: 0, later: 5 }, { side: 'earlier', at: 'a' })).toBe(middle);
});

test('no turn appears twice when one was added while the page was fetched', () => {
  const next = applyPage(middle, { turns: turns('e', 'f'), earlier: 4, later: 0 }, { side: 'later', at: 'e' });
  expect(ids(next)).toBe('def');
});
