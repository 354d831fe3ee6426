import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdir, open, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { compileModel } from './compileModel.ts';
import { readCompiled } from './readCompiled.ts';

const TINY = path.join(import.meta.dirname, '../golden/tiny');
const entries = await readdir(TINY, { withFileTypes: true });
const sources = entries.filter((entry) => entry.isDirectory() || entry.name.endsWith('.gguf')).map(({ name }) => path.join(TINY, name));
const FAST = { precision: 'fast' } as const;
const EXACT = { precision: 'exact' } as const;
const FILES = ['bulk.bin', 'bulk.onnx', 'bulk.scored.onnx', 'chat_template.jinja', 'decoder.bin', 'decoder.onnx', 'decoder.scored.onnx', 'embedding.bin', 'files.json', 'model.json', 'tokenizer.json'];

/** Name, time of change and content of each file. */
async function snapshot(directory: string): Promise<Map<string, { changed: bigint; content: string }>> {
  const result = new Map<string, { changed: bigint; content: string }>();
  for (const name of (await readdir(directory)).toSorted()) {
    const file = path.join(directory, name);
    result.set(name, { changed: (await stat(file, { bigint: true })).mtimeNs, content: (await readFile(file)).toString('base64') });
  }
  return result;
}

const contents = (files: Awaited<ReturnType<typeof snapshot>>) => [...files].map(([name, { content }]) => [name, content]);

it.each(sources.map((source) => ({ name: path.basename(source), source })))('compiles $name, and finds it again unchanged', async ({ source }) => {
  await using home = await temporaryFolder();
  for (const options of [FAST, EXACT]) {
    const directory = await compileModel(source, home.folder, options);
    const model = await readCompiled(directory, 'thorough');
    const first = await snapshot(directory);
    expect(path.basename(directory)).toBe(model.key);
    expect([...first.keys()]).toEqual(options === FAST ? FILES : FILES.filter((file) => !file.startsWith('bulk')));
    expect(model).toMatchObject({ family: 'llama', vocabSize: 288, beginToken: null });
    expect(model.endTokens.length).toBeGreaterThan(0);
    expect(await compileModel(source, home.folder, options)).toBe(directory);
    expect(await snapshot(directory)).toEqual(first);
  }
  expect(await readdir(home.folder)).toHaveLength(2);
});

it('gives one key to the same content under another path, and another key to changed content or settings', async () => {
  await using home = await temporaryFolder();
  const source = path.join(home.folder, 'elsewhere', 'groupedDefault');
  const models = path.join(home.folder, 'models');
  await cp(path.join(TINY, 'groupedDefault'), source, { recursive: true });
  const key = path.basename(await compileModel(path.join(TINY, 'groupedDefault'), models, FAST));
  expect(path.basename(await compileModel(source, models, FAST))).toBe(key);
  const keys = new Set([key]);
  keys.add(path.basename(await compileModel(source, models, EXACT)));
  keys.add(path.basename(await compileModel(source, models, { ...FAST, sampling: { temperature: 0.25 } })));
  await writeFile(path.join(source, 'generation_config.json'), '{"eos_token_id": 2, "temperature": 0.5}');
  const changed = await compileModel(source, models, FAST);
  expect((await readCompiled(changed)).sampling.temperature).toBe(0.5);
  const weights = await open(path.join(source, 'model.safetensors'), 'r+');
  await weights.write(Uint8Array.of(1), 0, 1, (await weights.stat()).size - 4);
  await weights.close();
  keys.add(path.basename(changed)).add(path.basename(await compileModel(source, models, FAST)));
  expect(keys.size).toBe(5);
});

describe('a damaged copy', () => {
  const damages = {
    truncated: async (file: string) => truncate(file, Math.floor((await stat(file)).size / 2)),
    flipped: async (file: string) => {
      const bytes = await readFile(file);
      bytes[bytes.length >> 1]! ^= 4;
      await writeFile(file, bytes);
    },
    deleted: (file: string) => rm(file),
    'a folder': async (file: string) => {
      await rm(file);
      await mkdir(file);
    },
  };
  it.each(Object.entries(damages))('is made anew: each file in turn %s', async (_, spoil) => {
    await using home = await temporaryFolder();
    const source = path.join(TINY, 'q4_1.gguf');
    const directory = await compileModel(source, home.folder, FAST);
    const sound = await snapshot(directory);
    for (const name of sound.keys()) {
      await spoil(path.join(directory, name));
      await expect(readCompiled(directory, 'thorough'), name).rejects.toMatchObject({ code: 'bad-file' });
      expect(await compileModel(source, home.folder, FAST), name).toBe(directory);
      expect(contents(await snapshot(directory)), name).toEqual(contents(sound));
      expect(await readdir(home.folder), name).toEqual([path.basename(directory)]);
    }
  });

  it('is noticed without reading the weights when something interpreted was changed', async () => {
    await using home = await temporaryFolder();
    const directory = await compileModel(path.join(TINY, 'q8_0.gguf'), home.folder, FAST);
    await expect(readCompiled(directory, 'quick')).resolves.toMatchObject({ name: 'Tiny q8_0' });
    for (const name of ['decoder.onnx', 'model.json', 'tokenizer.json', 'chat_template.jinja']) {
      const sound = await readFile(path.join(directory, name));
      await damages.flipped(path.join(directory, name));
      await expect(readCompiled(directory, 'quick'), name).rejects.toMatchObject({ code: 'bad-file', message: /damaged; .*made anew/ });
      await writeFile(path.join(directory, name), sound);
    }
    await damages.truncated(path.join(directory, 'decoder.bin'));
    await expect(readCompiled(directory, 'quick')).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('may be anything at all that stands in the place of the folder', async () => {
    await using home = await temporaryFolder();
    const source = path.join(TINY, 'q8_0.gguf');
    const directory = await compileModel(source, home.folder, FAST);
    await rm(directory, { recursive: true });
    await writeFile(directory, 'a file');
    expect(await compileModel(source, home.folder, FAST)).toBe(directory);
    await readCompiled(directory, 'thorough');
  });
});

it('tells progress from 0 to 1, never backwards, also when there is nothing to do', async () => {
  await using home = await temporaryFolder();
  for (const least of [8, 2]) {
    const heard: number[] = [];
    await compileModel(path.join(TINY, 'oddLlama3'), home.folder, FAST, (fraction) => heard.push(fraction));
    expect([heard[0], heard.at(-1)]).toEqual([0, 1]);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(new Set(heard).size).toBeGreaterThanOrEqual(least);
  }
});

it('shows nothing under the final name before it is whole', async () => {
  await using home = await temporaryFolder();
  const seen: string[][] = [];
  const directory = await compileModel(path.join(TINY, 'floats.gguf'), home.folder, FAST, () => seen.push(readdirSync(home.folder)));
  // Every step but the last one, which is told when all is done.
  const before = seen.slice(0, -1).flat();
  expect(before.length).toBeGreaterThan(0);
  expect(before.filter((name) => !/^compiling-\d+-[0-9a-f]+$/.test(name))).toEqual([]);
  expect(seen.at(-1)).toEqual([path.basename(directory)]);
});

it('leaves nothing behind when it is cancelled, wherever it was', async () => {
  await using home = await temporaryFolder();
  const source = path.join(TINY, 'groupedYarn');
  const steps: number[] = [];
  await compileModel(source, home.folder, FAST, (fraction) => steps.push(fraction));
  for (const name of await readdir(home.folder)) await rm(path.join(home.folder, name), { recursive: true });

  const stops = [-1, ...new Set(steps)].filter((fraction) => fraction < 1);
  expect(stops.length).toBeGreaterThan(5);
  for (const stop of stops) {
    const aborting = new AbortController();
    if (stop === -1) aborting.abort();
    const compiling = compileModel(source, home.folder, FAST, (fraction) => fraction >= stop && aborting.abort(), aborting.signal);
    await expect(compiling, `at ${stop}`).rejects.toMatchObject({ name: 'AppError', code: 'cancelled', message: /nothing of it was kept/ });
    expect(await readdir(home.folder), `at ${stop}`).toEqual([]);
  }
  await readCompiled(await compileModel(source, home.folder, FAST), 'thorough');
});

it('keeps a sound copy when making another is cancelled', async () => {
  await using home = await temporaryFolder();
  const source = path.join(TINY, 'groupedYarn');
  const directory = await compileModel(source, home.folder, FAST);
  const aborting = new AbortController();
  const other = compileModel(source, home.folder, EXACT, (fraction) => fraction > 0.3 && aborting.abort(), aborting.signal);
  await expect(other).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(home.folder)).toEqual([path.basename(directory)]);
  await readCompiled(directory, 'thorough');
});

it('removes what a process that is no more left unfinished, and leaves what a living one makes', async () => {
  await using home = await temporaryFolder();
  const gone = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
  const living = `compiling-${process.ppid}-0123abcd`;
  for (const name of [`compiling-${gone}-0123abcd`, living, 'compiling-notes']) await mkdir(path.join(home.folder, name));
  const directory = await compileModel(path.join(TINY, 'q4_0.gguf'), home.folder, FAST);
  expect((await readdir(home.folder)).toSorted()).toEqual([path.basename(directory), living, 'compiling-notes'].toSorted());
});

it('lets two who compile the same model at once both have it', async () => {
  await using home = await temporaryFolder();
  const compile = () => compileModel(path.join(TINY, 'q5_1.gguf'), home.folder, FAST);
  const [one, two] = await Promise.all([compile(), compile()]);
  expect(one).toBe(two);
  expect(await readdir(home.folder)).toEqual([path.basename(one)]);
  await readCompiled(one, 'thorough');
});

it('names what is not there, and makes nothing', async () => {
  await using home = await temporaryFolder();
  const models = path.join(home.folder, 'models');
  await expect(compileModel(path.join(home.folder, 'gone.gguf'), models, FAST)).rejects.toMatchObject({ code: 'not-found', message: /"gone\.gguf"/ });
  await expect(compileModel(home.folder, models, FAST)).rejects.toMatchObject({ code: 'not-found', message: /config\.json/ });
  expect(await readdir(home.folder)).toEqual([]);
});

it('says that the disk is full, and leaves nothing on it', async ({ skip }) => {
  await using home = await temporaryFolder();
  const source = path.join(TINY, 'floats.gguf');
  // Each size stops at another file; the last is enough.
  for (const [kilobytes, enough] of [[8, false], [64, false], [128, false], [200, false], [4_096, true]] as const) {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', home.folder], { stdio: 'ignore' });
    } catch {
      console.warn('NOT TESTED: a full disk. Mounting a small file system needs root on Linux.');
      skip('a small file system cannot be mounted here');
    }
    try {
      const compiling = compileModel(source, home.folder, EXACT);
      if (enough) await readCompiled(await compiling, 'thorough');
      else await expect(compiling).rejects.toMatchObject({ code: 'disk-full', message: /not enough free space .* nothing of it was kept/ });
      expect(await readdir(home.folder)).toHaveLength(enough ? 1 : 0);
    } finally {
      execFileSync('umount', [home.folder]);
    }
  }
});
