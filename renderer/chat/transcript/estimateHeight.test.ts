import { expect, test } from 'vitest';
import { estimateHeight } from './estimateHeight.ts';

const height = (role: 'user' | 'assistant', text: string) => estimateHeight({ role, text });

test('longer texts are guessed to be taller, and a pasted book no taller than what is shown of it', () => {
  expect(height('assistant', 'x'.repeat(840))).toBeGreaterThan(height('assistant', 'x'.repeat(84)));
  expect(height('user', 'a\nb\nc')).toBe(height('user', 'a') + 48);
  expect(height('user', 'x'.repeat(1_000_000))).toBe(height('user', 'x'.repeat(4_000)));
});
