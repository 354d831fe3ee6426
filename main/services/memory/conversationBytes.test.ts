import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { conversationFile } from '../../engine/snapshot/conversationFile.ts';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import { conversationBytes } from './conversationBytes.ts';

test('the files of one conversation are counted, and none of another', async () => {
  const folder = temporaryFolder();
  writeFileSync(conversationFile(folder, 'a'), 'x'.repeat(100));
  writeFileSync(`${conversationFile(folder, 'a')}.part`, 'x'.repeat(10));
  writeFileSync(conversationFile(folder, 'b'), 'x'.repeat(1_000));
  expect(await conversationBytes(folder, 'a')).toBe(110);
  expect(await conversationBytes(folder, 'c')).toBe(0);
  expect(await conversationBytes(join(folder, 'absent'), 'a')).toBe(0);
});
