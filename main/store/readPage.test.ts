import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';

const texts = Array.from({ length: 10 }, (_, i) => String(i));

test('pages of the active path, and what stands before and after them', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat(...texts);
  const page = async (limit: number, at: number | null, side: 'before' | 'after' | 'around' = 'before') => {
    const {
      turns: read,
      earlier,
      later,
    } = await store.page({ id, limit, at: at === null ? null : { turnId: turns[at]!.id, side } });
    return [read.map(({ text }) => text).join(''), earlier, later];
  };
  expect(await page(4, null)).toEqual(['6789', 6, 0]);
  expect(await page(99, null)).toEqual(['0123456789', 0, 0]);
  const start = await store.page({ id, limit: 4, at: 'start' });
  expect(start).toMatchObject({ turns: turns.slice(0, 4).map(({ id }) => ({ id })), earlier: 0, later: 6 });
  expect(await store.page({ id, limit: 99, at: 'start' })).toMatchObject({ earlier: 0, later: 0 });
  expect(await page(3, 6, 'before')).toEqual(['345', 3, 4]);
  expect(await page(3, 1, 'before')).toEqual(['0', 0, 9]);
  expect(await page(3, 0, 'before')).toEqual(['', 0, 10]);
  expect(await page(3, 6, 'after')).toEqual(['789', 7, 0]);
  expect(await page(3, 2, 'after')).toEqual(['345', 3, 4]);
  expect(await page(3, 9, 'after')).toEqual(['', 10, 0]);
  expect(await page(5, 4, 'around')).toEqual(['23456', 2, 3]);
  expect(await page(5, 0, 'around')).toEqual(['01234', 0, 5]);
  expect(await page(5, 9, 'around')).toEqual(['56789', 5, 0]);
  expect(await page(1, 7, 'around')).toEqual(['7', 7, 2]);
});

test('an empty conversation has an empty page, and a turn of another branch is on none', async () => {
  const { store, chat, say } = openTestStore();
  const { id } = await store.create({});
  for (const at of [null, 'start'] as const) expect(await store.page({ id, limit: 5, at })).toEqual({ turns: [], earlier: 0, later: 0 });
  const other = await chat('a', 'b');
  await say(other.id, null, 'a2');
  for (const conversation of [id, other.id]) {
    const at = { turnId: other.turns[1]!.id, side: 'around' as const };
    await expect(store.page({ id: conversation, limit: 5, at })).rejects.toMatchObject({ code: 'not-found' });
  }
});

test('a page of very long texts holds fewer turns, always the one that matters', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat(...Array.from({ length: 20 }, (_, i) => `${i} `.padEnd(900_000, 'x')));
  const newest = await store.page({ id, limit: 20, at: null });
  expect(newest).toMatchObject({ earlier: 11, later: 0 });
  const before = await store.page({ id, limit: 20, at: { turnId: newest.turns[0]!.id, side: 'before' } });
  expect(before).toMatchObject({ earlier: 2, later: 9 });
  expect(before.turns.at(-1)?.id).toBe(turns[10]!.id);
  const after = await store.page({ id, limit: 20, at: { turnId: turns[3]!.id, side: 'after' } });
  expect(after).toMatchObject({ earlier: 4, later: 7 });
  const around = await store.page({ id, limit: 20, at: { turnId: turns[10]!.id, side: 'around' } });
  expect(around.turns).toHaveLength(9);
  expect(around.turns.some(({ id }) => id === turns[10]!.id)).toBe(true);
});
