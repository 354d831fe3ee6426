import { expect, test } from 'vitest';
import { exportFileName } from './exportFileName.ts';

const now = new Date(2026, 10, 3, 23, 59).getTime();

test.each([
  ['Names for a boat', 'Names for a boat 2026-11-03.md'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j 2026-11-03.md'],
  ['../../etc/passwd', 'etc passwd 2026-11-03.md'],
  ['..', 'Conversation 2026-11-03.md'],
  ['nul', 'Conversation 2026-11-03.md'],
  ['\u202egnp.exe', 'gnp.exe 2026-11-03.md'],
  ['', 'Conversation 2026-11-03.md'],
])('%j becomes %j', (title, name) => {
  expect(exportFileName(title, 'markdown', now)).toBe(name);
});

test('all conversations together, and names of any length', () => {
  expect(exportFileName(null, 'json', now)).toBe('Headwater conversations 2026-11-03.json');
  const long = exportFileName('河👩‍👩‍👧'.repeat(100), 'json', now);
  expect(Buffer.byteLength(long)).toBeLessThan(160);
  expect(long.isWellFormed()).toBe(true);
});
