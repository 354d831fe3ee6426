import { expect, test } from 'vitest';
import { splitBlocks } from './splitBlocks.ts';

test('paragraphs are blocks', () => {
  expect(splitBlocks('One.\n\nTwo\nlines.\n\n\nThree.')).toEqual(['One.', 'Two\nlines.', 'Three.']);
  expect(splitBlocks('')).toEqual([]);
  expect(splitBlocks('\n\n')).toEqual([]);
});

test('a code fence is never cut, finished or not', () => {
  const code = '```ts\nconst a = 1;\n\nconst b = 2;\n```';
  expect(splitBlocks(`Before\n\n${code}\n\nAfter`)).toEqual(['Before', code, 'After']);
  expect(splitBlocks('```\na\n\nb')).toEqual(['```\na\n\nb']);
  expect(splitBlocks('````\n```\n\n```\n````\n\nx')).toEqual(['````\n```\n\n```\n````', 'x']);
  expect(splitBlocks('``` a `b` ```\n\nx')).toEqual(['``` a `b` ```', 'x']);
});

test('a loose list stays one block, with its paragraphs and code', () => {
  const list = '1. One\n\n   more\n\n2. Two\n\n   ```js\n   a();\n\n   b();\n   ```\n\n3. Three';
  expect(splitBlocks(`${list}\n\nAfter`)).toEqual([list, 'After']);
});

test('a fence that begins in a list item is closed there', () => {
  expect(splitBlocks('- ```\n  a\n\n  b\n  ```\n\nx')).toEqual(['- ```\n  a\n\n  b\n  ```', 'x']);
});

test('displayed formulas are never cut', () => {
  expect(splitBlocks('$$\na\n\nb\n$$\n\nx')).toEqual(['$$\na\n\nb\n$$', 'x']);
  expect(splitBlocks('\\[\na\n\nb\n\\]\n\nx')).toEqual(['\\[\na\n\nb\n\\]', 'x']);
  expect(splitBlocks('$$a$$\n\nx')).toEqual(['$$a$$', 'x']);
});

test('text with references stays whole', () => {
  const text = 'See [this][1].\n\n[1]: https://example.org';
  expect(splitBlocks(text)).toEqual([text]);
});

test('the finished blocks of a growing text never change', () => {
  const text = 'Intro\n\n- a\n- b\n\n  c\n\nText **bold**\n\n```py\nx = 1\n\ny\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd.';
  let before: string[] = [];
  for (let end = 1; end <= text.length; end++) {
    const blocks = splitBlocks(text.slice(0, end));
    const finished = before.slice(0, -1);
    expect(blocks.slice(0, finished.length)).toEqual(finished);
    before = blocks;
  }
  expect(before).toHaveLength(6);
});
