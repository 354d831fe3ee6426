import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWhenOlder, type BuildStep } from './buildWhenOlder.ts';

let root: string;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headwater-build-'));
  said = [];
  mkdirSync(join(root, 'window'));
  writeFileSync(join(root, 'window/index.html'), '<title>one</title>');
  writeFileSync(join(root, 'vite.config.ts'), "export default { build: { outDir: '../out' } };");
});
afterEach(() => rmSync(root, { recursive: true }));

const step: BuildStep = {
  name: 'the window',
  root: 'window',
  output: 'out/index.html',
  sources: ['window', 'vite.config.ts', 'gone'],
  mode: 'production',
};
const build = (): Promise<void> => buildWhenOlder(root, step, (line) => said.push(line));

test('what is missing is built, what is there is left, what is older than a source is built again', async () => {
  await build();
  expect(said).toEqual(['Building the window (the first time) …']);
  await build();
  expect(said).toHaveLength(1);
  writeFileSync(join(root, 'window/index.html'), '<title>two</title>');
  utimesSync(join(root, 'window/index.html'), Date.now() / 1_000 + 10, Date.now() / 1_000 + 10);
  await build();
  expect(said[1]).toBe('Building the window (its sources have changed) …');
  expect(readFileSync(join(root, 'out/index.html'), 'utf8')).toContain('two');
});

test('a build that fails rejects', async () => {
  writeFileSync(join(root, 'window/index.html'), '<script type="module" src="./gone.ts"></script>');
  await expect(build()).rejects.toThrow(/gone/);
  expect(existsSync(join(root, 'out/index.html'))).toBe(false);
});
