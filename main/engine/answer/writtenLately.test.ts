import { expect, it } from 'vitest';
import type { LiveTurn } from '../conversation/LiveTurn.ts';
import { PENALTY_WINDOW, writtenLately } from './writtenLately.ts';

function turn(role: LiveTurn['role'], lead: number, tokens: number[]): LiveTurn {
  return { id: null, index: 0, role, text: '', start: 0, lead, tokens, writing: null };
}

const never = () => false;

it('takes the words of answers, newest last, and neither the template nor the person', () => {
  const turns = [turn('assistant', 2, [90, 91, 1, 2]), turn('user', 1, [90, 7, 8]), turn('assistant', 2, [90, 91, 3])];
  expect(writtenLately(turns, never)).toEqual([1, 2, 3]);
});

it('looks back no further than its window', () => {
  const long = Array.from({ length: 50 }, (_, i) => i);
  const written = writtenLately([turn('assistant', 0, long), turn('assistant', 0, long)], never);
  expect(written).toHaveLength(PENALTY_WINDOW);
  expect(written).toEqual([...long.slice(2 * long.length - PENALTY_WINDOW), ...long]);
  expect(writtenLately([], never)).toEqual([]);
});

it('leaves out what may be repeated, unless it goes round and round', () => {
  const isSeven = (token: number) => token === 7;
  const lately = (sevens: number) => writtenLately([turn('assistant', 0, [1, ...Array<number>(sevens).fill(7), 2])], isSeven);
  expect(lately(4)).toEqual([1, 2]);
  expect(lately(12)).toContain(7);
});
