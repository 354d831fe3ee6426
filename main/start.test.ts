import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const start = join(import.meta.dirname, 'start.mjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-start-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], file = start, ahead: readonly string[] = []): Promise<{ code: number; out: string; problem: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...ahead, file, ...args], (error, out, problem) => {
      resolve({ code: error ? Number(error.code) : 0, out, problem });
    });
  });
}

test('help names every option', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  for (const option of ['--web', '--port', '--model', '--home', '--help']) expect(out).toContain(option);
});

test('an older Node is told what to do', async () => {
  const older = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})";
  const { code, problem } = await run([], start, [`--import=data:text/javascript,${older}`]);
  expect(code).toBe(1);
  expect(problem).toMatch(/^Headwater runs on Node 24 or newer and this is Node 20\.1\.0: start it with "npm start".*\n$/);
});

test('without its dependencies it says how to install them', async () => {
  mkdirSync(join(folder, 'main'));
  cpSync(start, join(folder, 'main/start.mjs'));
  const { code, problem } = await run([], join(folder, 'main/start.mjs'));
  expect(code).toBe(1);
  expect(problem).toMatch(/^Headwater is not installed yet: run "npm ci".*\n$/);
});

test.each([
  ['an option it does not know', () => ['--prot', '1'], /^Unknown option '--prot'\. .*--help.*\n$/],
  ['a model that is not there', () => ['--model', join(folder, 'gone.gguf')], /gone\.gguf is not there or cannot be read; name another model file\.\n$/],
  ['a home that cannot be one', () => ['--web', '--home', join(folder, 'file/home')], /^Headwater could not start: .*\n$/],
])('%s is one sentence and exit code 1', async (_, args, sentence) => {
  writeFileSync(join(folder, 'file'), '');
  const { code, out, problem } = await run(args());
  expect(problem).toMatch(sentence);
  expect(problem.trim().split('\n')).toHaveLength(1);
  expect(out).toBe('');
  expect(code).toBe(1);
});
