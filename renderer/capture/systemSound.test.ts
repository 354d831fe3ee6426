import { expect, test } from 'vitest';
import { systemSound } from './systemSound.ts';

test('says what each system can really do', () => {
  expect(systemSound('win32', 'desktop', true)).toMatchObject({ offered: true });
  expect(systemSound('darwin', 'web', true).words).toMatch(/share audio/);
  expect(systemSound('linux', 'web', true)).toMatchObject({ offered: true, words: expect.stringMatching(/one of its tabs/) as string });
  expect(systemSound('linux', 'desktop', true)).toMatchObject({ offered: false, command: expect.stringMatching(/^pactl/) as string });
  expect(systemSound('darwin', 'web', false).offered).toBe(false);
});
