import { expect, test } from 'vitest';
import { NEW_TITLE, titleFrom } from './titleFrom.ts';

test.each([
  ['Names for a boat', 'Names for a boat'],
  ['\n\n   Names for\ta boat  \nand more', 'Names for a boat'],
  ['## What is a *headwater*?', 'What is a *headwater*?'],
  ['> - 1. quoted', 'quoted'],
  ['```ts\nconst a = 1;\n```', 'const a = 1;'],
  ['C# or Java', 'C# or Java'],
  ['-5 degrees', '-5 degrees'],
  ['', NEW_TITLE],
  [' \n\t\u200b\n', NEW_TITLE],
  ['```\n```', NEW_TITLE],
])('the title of %j is %j', (text, title) => {
  expect(titleFrom(text)).toBe(title);
});

test('a long line is cut at a word, without a dangling comma', () => {
  const title = titleFrom(
    'Tell me about the rivers, lakes and the small springs that nobody, except you, has ever seen',
  );
  expect(title).toBe('Tell me about the rivers, lakes and the small springs that…');
  expect(titleFrom(`${'a'.repeat(58)}, bcd efg`)).toBe(`${'a'.repeat(58)}…`);
});

test('text without blanks is cut between characters', () => {
  expect(titleFrom('河'.repeat(100))).toBe(`${'河'.repeat(60)}…`);
  const family = '👨‍👩‍👧‍👦';
  const title = titleFrom(family.repeat(100));
  expect(title.length).toBeLessThanOrEqual(200);
  expect(title.slice(0, -1).replaceAll(family, '')).toBe('');
});

test('a title is well formed and within the limit whatever is pasted', () => {
  for (const text of ['\ud800'.repeat(300), `e${'\u0301'.repeat(5_000)}`, 'x'.repeat(1_000_000), '# '.repeat(10_000)]) {
    const title = titleFrom(text);
    expect(title.isWellFormed()).toBe(true);
    expect(title.length).toBeGreaterThan(0);
    expect(title.length).toBeLessThanOrEqual(200);
  }
});
