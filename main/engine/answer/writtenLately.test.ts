import { expect, it } from 'vitest';
import type { LiveTurn } from '../conversation/LiveTurn.ts';
import { PENALTY_WINDOW, writtenLately } from './writtenLately.ts';

function turn(role: LiveTurn['role'], lead: number, tokens: number[]): LiveTurn {
  return { id: null, index: 0, role, text: '', start: 0, lead, tokens, writing: null };
}

it('takes the words of answers, newest last, and neither the template nor the person', () => {
  const turns = [turn('assistant', 2, [90, 91, 1, 2]), turn('user', 1, [90, 7, 8]), turn('assistant', 2, [90, 91, 3])];
  expect(writtenLately(turns)).toEqual([1, 2, 3]);
});

it('looks back no further than its window', () => {
  const long = Array.from({ length: 50 }, (_, i) => i);
  const written = writtenLately([turn('assistant', 0, long), turn('assistant', 0, long)]);
  expect(written).toHaveLength(PENALTY_WINDOW);
  expect(written).toEqual([...long.slice(2 * long.length - PENALTY_WINDOW), ...long]);
  expect(writtenLately([])).toEqual([]);
});
