import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { conversationFile } from './conversationFile.ts';
import { removeConversationFiles } from './removeConversationFiles.ts';

it('removes the files of one conversation, finished or not, whatever its id is', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'headwater-remove-'));
  try {
    const [mine, other] = [conversationFile(directory, '../../etc'), conversationFile(directory, 'other')];
    expect(path.dirname(mine)).toBe(directory);
    await Promise.all([mine, `${mine}.7-00.part`, other].map((file) => writeFile(file, 'rows')));
    await removeConversationFiles(directory, '../../etc');
    expect(await readdir(directory)).toEqual([path.basename(other)]);
    await removeConversationFiles(path.join(directory, 'not there'), 'other');
  } finally {
    await rm(directory, { recursive: true });
  }
});
