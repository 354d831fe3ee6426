import { expect, test } from 'vitest';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { recentTurns } from './recentTurns.ts';

test('the newest whole turns that fit, frames counted', () => {
  const turns = ['one two', 'three', 'four five six', 'seven'].map((text) => ({ text }) as Turn);
  const words = (text: string): number => text.split(' ').length;
  const texts = (room: number): string[] => recentTurns(turns, room, words).map(({ text }) => text);
  expect(texts(16)).toEqual(['four five six', 'seven']);
  expect(texts(15)).toEqual(['seven']);
  expect(texts(6)).toEqual([]);
  expect(texts(1_000)).toEqual(['one two', 'three', 'four five six', 'seven']);
});
