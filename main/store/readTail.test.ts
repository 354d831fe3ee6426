import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';

test('as many whole turns as fit, at least two, on any branch', async () => {
  const { store, chat, say } = openTestStore();
  const { id, turns } = await chat('aaaa', 'bbbb', 'cccc', 'dddd', 'eeee');
  await say(id, null, 'other');
  const tail = async (from: number, maxCharacters: number) => {
    const { turns: read, earlierTurns } = await store.tail({ turnId: turns[from]!.id, maxCharacters });
    return [read.map(({ text }) => text.charAt(0)).join(''), earlierTurns];
  };
  expect(await tail(4, 12)).toEqual(['cde', 2]);
  expect(await tail(4, 11)).toEqual(['de', 3]);
  expect(await tail(4, 1)).toEqual(['de', 3]);
  expect(await tail(4, 1_000)).toEqual(['abcde', 0]);
  expect(await tail(2, 8)).toEqual(['bc', 1]);
  expect(await tail(0, 1)).toEqual(['a', 0]);
});
