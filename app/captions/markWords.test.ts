import { expect, it } from 'vitest';
import { markWords } from './markWords.ts';

const words = (...texts: string[]) => texts.map((text, at) => ({ text, startMs: at * 100, endMs: at * 100 + 90, probability: 0.5 }));
const marked = (given: string[], text: string) => markWords(words(...given), text).map((word) => word.text);

it('puts marks and capitals on the words they belong to, and keeps their times', () => {
  expect(markWords(words(' we', ' sail', ' at', ' noon'), 'We sail at noon.')).toEqual(words(' We', ' sail', ' at', ' noon.'));
  expect(marked([' well', " it's", ' twenty-one'], "Well, it's twenty-one?")).toEqual([' Well,', " it's", ' twenty-one?']);
});

it('knows scripts without spaces', () => {
  expect(marked(['你', '好', '吗'], '你好吗？')).toEqual(['你', '好', '吗？']);
  expect(marked([' hello', '你', '好'], 'hello你，好。')).toEqual([' hello', '你，', '好。']);
});

it('leaves the words alone when the text has others', () => {
  const given = [' we', ' sail'];
  expect(marked(given, 'We sailed.')).toEqual(given);
  expect(marked(given, 'We sail. Now.')).toEqual(given);
  expect(marked(given, '')).toEqual(given);
  expect(markWords([], 'x')).toEqual([]);
});
