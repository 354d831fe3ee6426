import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './testing/temporaryFolder.ts';
import { writeFileAtomic } from './writeFileAtomic.ts';

test('makes and replaces a private file and leaves nothing beside it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.json');
  await writeFileAtomic(path, 'first');
  await writeFileAtomic(path, new Uint8Array([65, 66]));
  expect(readFileSync(path, 'utf8')).toBe('AB');
  expect(readdirSync(folder)).toEqual(['a.json']);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  await writeFileAtomic(path, 'open', 0o644);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o044).toBe(0o044);
});

test('writes to one path follow each other; a failed one does not stop the next', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.json');
  const writes = Array.from({ length: 30 }, (_, i) => writeFileAtomic(path, String(i).repeat(50_000 - i * 1_000)));
  await Promise.all(writes);
  expect(readFileSync(path, 'utf8')).toBe('29'.repeat(21_000));
  const missing = join(folder, 'later', 'a.json');
  const failing = writeFileAtomic(missing, 'x');
  const next = writeFileAtomic(missing, 'y');
  await expect(failing).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(next).rejects.toMatchObject({ code: 'ENOENT' });
  mkdirSync(join(folder, 'later'));
  await writeFileAtomic(missing, 'z');
  expect(readFileSync(missing, 'utf8')).toBe('z');
});

test('a folder in the way fails and stays, with nothing left beside it', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a'));
  await expect(writeFileAtomic(join(folder, 'a'), 'x')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['a']);
});

test.skipIf(process.platform === 'win32')('a link stays a link', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'real'), 'old');
  symlinkSync('real', join(folder, 'link'));
  await writeFileAtomic(join(folder, 'link'), 'new');
  expect(readlinkSync(join(folder, 'link'))).toBe('real');
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
});
