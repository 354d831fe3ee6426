import { expect, it } from 'vitest';
import { resumePlace } from './resumePlace.ts';

const text = 'One two. **Three** four five.';

it('is the beginning of the sentence in which the answer was silenced, or of the next one after its end', () => {
  expect(resumePlace(text, 0)).toBe(0);
  expect(resumePlace(text, 5)).toBe(0);
  expect(text.slice(resumePlace(text, 8))).toBe('**Three** four five.');
  expect(text.slice(resumePlace(text, 20))).toBe('**Three** four five.');
  expect(resumePlace(text, text.length)).toBe(text.length);
});
