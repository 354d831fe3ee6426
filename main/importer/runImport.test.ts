import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultModel } from '../../native-models/catalog/defaultModel.ts';
import { CompiledModel } from '../../native-models/CompiledModel.ts';
import { forkSpawn } from '../supervise/forkSpawn.ts';
import type { Child, Spawn } from '../supervise/Spawn.ts';
import { runImport, type ImportRequest } from './runImport.ts';

const tiny = join(import.meta.dirname, '../../native-models/golden/tiny');
const badImporter = join(import.meta.dirname, 'fixtures/badImporter.ts');
let folder: string;
let models: string;
let children: Child[];
let fractions: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-import-'));
  models = join(folder, 'models');
  mkdirSync(models);
  children = [];
  fractions = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const spawn: Spawn = (entry, options) => {
  const child = forkSpawn(entry, options);
  children.push(child);
  return child;
};

const spawnSmall: Spawn = (entry, options) => spawn(entry, { ...options, heapMiB: 64 });

function run(source: string, options: Partial<ImportRequest> = {}): Promise<string> {
  return runImport({
    spawn,
    source,
    modelsFolder: models,
    precision: 'fast',
    sampling: null,
    logFile: join(folder, 'importer.log'),
    signal: new AbortController().signal,
    onProgress: (fraction) => fractions.push(fraction),
    ...options,
  });
}

test('a GGUF file becomes a folder with model.json, its card wins over the file, and the child is gone', async () => {
  const directory = await run(join(tiny, 'q4_1.gguf'), { sampling: defaultModel.sampling });
  const model = CompiledModel.parse(JSON.parse(readFileSync(join(directory, 'model.json'), 'utf8')));
  expect(model.sampling).toEqual(defaultModel.sampling);
  expect(readdirSync(models)).toEqual([model.key]);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(await children[0]?.exited).toBeDefined();
});

test('a folder with safetensors weights is compiled as well', async () => {
  const directory = await run(join(tiny, 'groupedDefault'));
  expect(existsSync(join(directory, 'decoder.onnx'))).toBe(true);
});

test('a recognition model is compiled as well, once; a truncated one is one typed error and leaves nothing', async () => {
  const source = join(tiny, '../whisper');
  const directory = await run(source, { kind: 'recognition' });
  expect(existsSync(join(directory, 'encoder.onnx'))).toBe(true);
  expect(await run(source, { kind: 'recognition' })).toBe(directory);

  const cut = join(folder, 'cut');
  cpSync(source, cut, { recursive: true });
  truncateSync(join(cut, 'model.bin'), 5_000);
  await expect(run(cut, { kind: 'recognition' })).rejects.toMatchObject({ code: 'bad-file' });
  expect(readdirSync(models)).toEqual([basename(directory)]);
});

test('a damaged file is one typed error and leaves nothing', async () => {
  const file = join(folder, 'cut.gguf');
  cpSync(join(tiny, 'q4_1.gguf'), file);
  truncateSync(file, 1_000);
  await expect(run(file)).rejects.toMatchObject({ code: 'bad-file' });
  expect(readdirSync(models)).toEqual([]);
});

test.each([
  ['tokenizer.json', '{"version":"1.0","model":{"type":"BPE","vocab":{"a":0},"merges":[["a"]]}}'],
  ['tokenizer.json', '{"version":"1.0","model":{"type":"BPE","vocab":{"a":900},"merges":[]}}'],
  ['config.json', '{"model_type":"llama"}'],
])('a folder whose %s is broken is one typed error and leaves nothing', async (name, content) => {
  const source = join(folder, 'source');
  cpSync(join(tiny, 'groupedDefault'), source, { recursive: true });
  writeFileSync(join(source, name), content);
  await expect(run(source)).rejects.toMatchObject({ code: 'bad-file', details: { file: name } });
  expect(readdirSync(models)).toEqual([]);
});

test.each([
  ['crash', 'crashed', /made its process stop \(signal SIGSEGV\); nothing of it was kept/],
  ['memory', 'out-of-memory', /needs more memory than it may have/],
])('a file that brings about a %s costs the child alone', async (source, code, message) => {
  await expect(run(source, { entry: badImporter })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('a file that fills the heap is ended at the limit', async () => {
  await expect(run('heap', { entry: badImporter, spawn: spawnSmall })).rejects.toMatchObject({ code: 'out-of-memory' });
});

test.each(['hang', 'sleep'])('a file over which its reader can only %s is given up', async (source) => {
  const error = run(source, { entry: badImporter, silenceMs: 1_000 });
  await expect(error).rejects.toMatchObject({ code: 'crashed', message: expect.stringContaining('got no further for 1 s') });
  expect((await children[0]?.exited)?.signal).toBe('SIGKILL');
});

test('cancelling ends the child and removes what it had begun', async () => {
  const controller = new AbortController();
  // What a killed child leaves: a folder that bears its process id.
  const begun = (): void => {
    mkdirSync(join(models, `compiling-${children[0]?.pid}-0123`));
    writeFileSync(join(models, `compiling-${children[0]?.pid}-0123`, 'decoder.bin'), 'half');
    controller.abort();
  };
  await expect(
    run('sleep', { entry: badImporter, signal: controller.signal, onProgress: begun }),
  ).rejects.toMatchObject({ code: 'cancelled' });
  expect((await children[0]?.exited)?.signal).toBe('SIGKILL');
  expect(readdirSync(models)).toEqual([]);
});
