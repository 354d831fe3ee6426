import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import { createLiveFile } from './createLiveFile.ts';

test('the newest text stands in the file, whole', async () => {
  const path = join(temporaryFolder(), 'live.txt');
  const problems: string[] = [];
  const file = createLiveFile((sentence) => problems.push(sentence));
  await file.set(path);
  expect(readFileSync(path, 'utf8')).toBe('');
  for (let i = 0; i <= 50; i++) file.show(`line ${i}\n`);
  await file.close();
  expect(readFileSync(path, 'utf8')).toBe('line 50\n');
  await file.set(null);
  file.show('nothing');
  await file.close();
  expect([readFileSync(path, 'utf8'), problems]).toEqual(['line 50\n', []]);
});

test('files that are not ours to overwrite are left alone', async () => {
  const folder = temporaryFolder();
  const file = createLiveFile(() => undefined);
  const large = join(folder, 'novel.txt');
  writeFileSync(large, 'x'.repeat(100_000));
  mkdirSync(join(folder, 'folder.txt'));
  for (const path of ['live.txt', join(folder, 'settings.json'), large, join(folder, 'folder.txt')]) {
    await expect(file.set(path), path).rejects.toMatchObject({ code: 'bad-request' });
  }
  expect(readFileSync(large, 'utf8')).toHaveLength(100_000);
});

test('a failure is told once, and captions go on', async () => {
  const folder = join(temporaryFolder(), 'gone');
  mkdirSync(folder);
  const problems: string[] = [];
  const file = createLiveFile((sentence) => problems.push(sentence));
  await file.set(join(folder, 'live.txt'));
  rmSync(folder, { recursive: true });
  for (const text of ['a', 'b', 'c']) {
    file.show(text);
    await file.close();
  }
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('Captions go on without it.');
});
