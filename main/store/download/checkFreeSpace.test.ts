import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { checkFreeSpace } from './checkFreeSpace.ts';

test('what fits is let through', async () => {
  await expect(checkFreeSpace(tmpdir(), 1, 0)).resolves.toBeUndefined();
});

test('what does not fit names the number needed', async () => {
  const { blocks, bsize } = statfsSync(tmpdir());
  const needed = blocks * bsize * 2;
  await expect(checkFreeSpace(tmpdir(), needed, 0)).rejects.toMatchObject({
    code: 'disk-full',
    details: { needed },
    message: expect.stringMatching(/needs [\d.]+ [KMGT]B of free disk space/),
  });
});
