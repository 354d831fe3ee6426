import { expect, test } from 'vitest';
import type { SearchHit } from '../../app/contract/services/conversations.ts';
import { openTestStore } from './testing/openTestStore.ts';

const marked = (hit: SearchHit | undefined): string =>
  (hit?.snippet ?? []).map(({ text, match }) => (match ? `[${text}]` : text)).join('');

test.each([
  ['wort', 'ein [Wörtchen]'],
  ['WÖRTCHEN ', 'ein [Wörtchen]'],
  ['国人', '我爱中[国人]民'],
  ['人', '我爱中国[人]民'],
  ['カメ', '新しい[カメ]ラ'],
  ['국어', '저는 한[국어]를'],
  ['ภาษา', 'พูด[ภาษา]ไทย'],
  ['"brown fox"', 'the quick [brown fox]'],
  ['fox quick', 'the [quick] brown [fox]'],
  ['→', 'left [→] right'],
  ['🎉', 'done [🎉]'],
])('%j finds %j', async (query, expected) => {
  const { store, chat } = openTestStore();
  for (const text of [
    'ein Wörtchen',
    '我爱中国人民',
    '新しいカメラ',
    '저는 한국어를',
    'พูดภาษาไทย',
    'the quick brown fox',
    'left → right',
    'done 🎉',
  ]) {
    const { id } = await chat(text);
    await store.rename({ id, title: '-' });
  }
  const { hits } = await store.search({ query, limit: 10 });
  expect(hits.map(marked)).toEqual([expected]);
});

test('whatever is typed is a safe query', async () => {
  const { store, chat } = openTestStore();
  await chat('a OR b AND c NOT d NEAR(e f) col:g "h" ^i j* {k} -l \'m\'');
  const pieces = [
    '"',
    "'",
    '*',
    '(',
    ')',
    'AND',
    'OR',
    'NOT',
    'NEAR(',
    'col:',
    '{',
    '}',
    '^',
    '-',
    '+',
    ',',
    ';',
    '\\',
    '\0',
    '%',
    '_',
    'a',
    '😀',
    '\ud800',
    '--',
    '/*',
    'text:a',
  ];
  let seed = 3;
  for (let i = 0; i < 400; i++) {
    let query = '';
    for (let k = 0; k < 1 + (i % 6); k++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      query += pieces[Math.floor(seed / 65_536) % pieces.length] + (k % 2 ? ' ' : '');
    }
    expect(Array.isArray((await store.search({ query, limit: 3 })).hits)).toBe(true);
  }
  for (const query of ['a OR b', '"h"', 'NEAR(e f)', 'col:g']) {
    expect((await store.search({ query, limit: 3 })).hits, query).not.toHaveLength(0);
  }
  expect((await store.search({ query: '   ', limit: 3 })).hits).toEqual([]);
});

test('titles come first, with the turn left out', async () => {
  const { store, chat } = openTestStore();
  const { turns } = await chat('all about springs', 'springs are…');
  const named = await chat('other');
  await store.rename({ id: named.id, title: 'Springs and wells' });
  const { hits } = await store.search({ query: 'springs', limit: 10 });
  expect(hits.slice(0, 2).map(({ turnId, role }) => [turnId, role])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(hits.map(marked)).toContain('[Springs] and wells');
  expect(new Set(hits.slice(2).map(({ turnId }) => turnId))).toEqual(new Set(turns.map(({ id }) => id)));
  await store.rename({ id: named.id, title: 'Wells' });
  expect((await store.search({ query: 'springs', limit: 10 })).hits.map(marked)).not.toContain('[Springs] and wells');
});

test('many titles leave room for turns', async () => {
  const { store, chat } = openTestStore();
  for (let i = 0; i < 12; i++) await chat(`spring number ${i}`);
  const { hits } = await store.search({ query: 'spring', limit: 9 });
  expect(hits.filter(({ turnId }) => turnId === null)).toHaveLength(3);
  expect(hits).toHaveLength(9);
});

test('of equal texts the newer comes first, and the better text beats the newer', async () => {
  let time = 0;
  const { store, chat } = openTestStore({ now: () => time });
  const day = 86_400_000;
  const older = await chat('-', 'a lake of glass');
  time = 100 * day;
  const newer = await chat('-', 'a lake of glass');
  time = 101 * day;
  await chat('-', `a lake ${'among so many other words '.repeat(60)}`);
  const ids = (await store.search({ query: 'lake', limit: 10 })).hits.map(({ turnId }) => turnId);
  expect(ids.slice(0, 2)).toEqual([newer.turns[1]!.id, older.turns[1]!.id]);
});

test('turns of every branch are found, also while the answer is extended', async () => {
  const { store, chat, say } = openTestStore();
  const { id, turns } = await chat('question', 'hidden branch');
  await say(id, turns[0]!, 'shown branch');
  expect((await store.search({ query: 'hidden', limit: 5 })).hits).toMatchObject([
    { turnId: turns[1]!.id, conversationId: id },
  ]);
  await store.setState({ turnId: turns[1]!.id, state: 'answering', stats: null, problem: null });
  await store.appendText({ turnId: turns[1]!.id, at: 13, text: ' extended' });
  expect((await store.search({ query: 'hidden', limit: 5 })).hits).toHaveLength(1);
  await store.setState({ turnId: turns[1]!.id, state: 'complete', stats: null, problem: null });
  expect((await store.search({ query: 'hidden extended', limit: 5 })).hits).toHaveLength(1);
});
