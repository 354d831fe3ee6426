import { expect, test } from 'vitest';
import { segmentText } from './segmentText.ts';

test('characters of scripts without spaces stand alone, others keep their words', () => {
  expect(segmentText('我爱Headwater很好').split(/\s+/).filter(Boolean)).toEqual(['我', '爱', 'Headwater', '很', '好']);
  expect(segmentText('カメラ한국어ไทย').split(/\s+/).filter(Boolean)).toHaveLength(9);
  expect(segmentText('a plain, wörd')).toBe('a plain, wörd');
});

test('both spellings of an accent are one', () => {
  expect(segmentText('e\u0301')).toBe('é');
});
