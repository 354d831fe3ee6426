import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { archiveFile } from '../archive/archiveFile.ts';
import { conversationFile } from './conversationFile.ts';
import { removeUnknownFiles } from './removeUnknownFiles.ts';

it('removes the files of conversations that are not there, and nothing else', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'headwater-unknown-'));
  try {
    const filesOf = (id: string) => [conversationFile(directory, id), `${conversationFile(directory, id)}.7-00.part`, archiveFile(directory, id)];
    const kept = [...filesOf('kept'), path.join(directory, 'notes.kv')];
    await Promise.all([...kept, ...filesOf('gone')].map((file) => writeFile(file, 'rows')));
    await removeUnknownFiles(directory, ['kept', 'another']);
    expect((await readdir(directory)).toSorted()).toEqual(kept.map((file) => path.basename(file)).toSorted());
    await removeUnknownFiles(path.join(directory, 'not there'), []);
  } finally {
    await rm(directory, { recursive: true });
  }
});
