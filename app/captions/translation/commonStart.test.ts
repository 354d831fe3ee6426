import { expect, test } from 'vitest';
import { commonStart } from './commonStart.ts';

test('what two texts begin with alike, word by word', () => {
  expect(commonStart('Der Fluss behält', 'Der Fluss behält sein Bett')).toBe('Der Fluss behält');
  expect(commonStart('Der Fluss hält sein', 'Der Fluss behält sein Bett')).toBe('Der Fluss');
  expect(commonStart('', 'Der')).toBe('');
  expect(commonStart('Der Fluss', 'Ein Fluss')).toBe('');
});
