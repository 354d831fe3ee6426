import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWhenOlder, type BuildStep } from './buildWhenOlder.ts';

let root: string;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headwater build-'));
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

test('a build that fails rejects with what the builder said', async () => {
  writeFileSync(join(root, 'window/index.html'), '<script type="module" src="./gone.ts"></script>');
  const message = expect.stringMatching(/^Headwater was not started, because building the window failed\..*\n\n.*gone\.ts/s);
  await expect(build()).rejects.toMatchObject({ name: 'AppError', message });
  expect(existsSync(join(root, 'out/index.html'))).toBe(false);
});

test.skipIf(process.platform === 'win32')('Ctrl+C leaves no half build', async () => {
  const builder = pathToFileURL(join(import.meta.dirname, 'buildWhenOlder.ts')).href;
  const script = `
    process.on('SIGINT', () => console.log('asked to end'));
    const { buildWhenOlder } = await import(${JSON.stringify(builder)});
    await buildWhenOlder(${JSON.stringify(root)}, ${JSON.stringify(step)}, console.log);
    console.log('built');`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  // As a terminal does: to all of its group.
  starter.stdout.once('data', () => setTimeout(() => process.kill(-starter.pid!, 'SIGINT'), 100));
  const [said] = await Promise.all([text(starter.stdout), text(starter.stderr), once(starter, 'close')]);
  expect(said).toBe('Building the window (the first time) …\nasked to end\nbuilt\n');
  expect(existsSync(join(root, 'out/index.html'))).toBe(true);
});
