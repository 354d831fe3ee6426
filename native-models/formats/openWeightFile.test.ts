import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openWeightFile } from './openWeightFile.ts';
import { readBytes } from './readBytes.ts';
import { temporaryFolder } from './temporaryFolder.test-helper.ts';

describe('openWeightFile', () => {
  it('opens a file, also through a link', async () => {
    await using folder = await temporaryFolder();
    const file = await folder.write('weights', 'abc');
    await symlink(file, `${file}-link`);
    const { handle, size } = await openWeightFile(`${file}-link`);
    expect(size).toBe(3);
    expect(await readBytes(handle, file, 1, 2)).toEqual(Uint8Array.of(98, 99));
    await expect(readBytes(handle, file, 1, 3)).rejects.toMatchObject({ code: 'bad-file' });
    await handle.close();
  });

  it.skipIf(process.platform === 'win32')('does not wait for the writer of a pipe', async () => {
    await using folder = await temporaryFolder();
    const pipe = `${folder.folder}/pipe`;
    execFileSync('mkfifo', [pipe]);
    await expect(openWeightFile(pipe)).rejects.toMatchObject({ code: 'bad-file', message: /not a regular file/u });
  });

  it('names what is missing', async () => {
    await using folder = await temporaryFolder();
    await expect(openWeightFile(`${folder.folder}/gone.gguf`)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('"gone.gguf"'),
    });
  });
});
