import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PartFile } from './PartFile.ts';

const content = Buffer.alloc(1024 * 1024, 7);
const sha256 = createHash('sha256').update(content).digest('hex');
let folder: string;
let mounted = false;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'ignore' });
    mounted = true;
  } catch {
    console.warn('SKIPPED: a disk that fills up cannot be tried, because this user may not mount a tmpfs.');
  }
});
afterAll(() => {
  if (mounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

test('a disk that fills up under the file is told with the number needed, and nothing looks installed', async (context) => {
  if (!mounted) context.skip();
  const file = join(folder, 'model.gguf');
  const part = new PartFile(file, content.length, sha256);
  await part.restart(null);
  await expect(part.append(content)).rejects.toMatchObject({ code: 'disk-full', details: { needed: content.length } });
  expect(part.isRight()).toBe(false);
  await part.close();
  expect(existsSync(file)).toBe(false);

  const later = new PartFile(file, content.length, sha256);
  await later.open(new AbortController().signal);
  expect(later.offset).toBe(statSync(`${file}.part`).size);
  await later.discard();
});
