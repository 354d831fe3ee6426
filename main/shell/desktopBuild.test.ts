import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectService } from '../../app/contract/connectService.ts';
import { engineService } from '../../app/contract/services/engine.ts';
import { speechService } from '../../app/contract/services/speech.ts';
import type * as OpenStore from '../store/openStore.ts';
import { closeChild } from '../supervise/closeChild.ts';
import { forkSpawn } from '../supervise/forkSpawn.ts';

const root = join(import.meta.dirname, '../..');
/** Inside the checkout, where node_modules is found; the real one beside it may be in use. */
const out = join(root, `out/desktop-test-${process.pid}`);
let folder: string;
let files: string[];
const read = (file: string) => readFile(join(out, file), 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headwater-build-'));
  await build({ root, mode: 'desktop', logLevel: 'silent', build: { outDir: out } });
  files = (await readdir(out, { recursive: true })).map((file) => file.replaceAll('\\', '/'));
}, 120_000);
afterAll(async () => {
  await rm(out, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

/** What a file imports, statically or not. */
const IMPORT = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*(["'])([^"'\n]+)\1/g;
const importsOf = (source: string) => [...source.matchAll(IMPORT)].map((match) => match[2] ?? '');

describe('the desktop build', () => {
  it('has a file for each process, and the preload script as it is written', async () => {
    const sources = (await readdir(join(root, 'main'), { recursive: true })).map((file) => file.replaceAll('\\', '/'));
    const processes = sources.filter((file) => file.endsWith('/process.ts')).map((file) => file.replace(/\.ts$/, ''));
    expect(processes.length).toBeGreaterThan(6);
    for (const entry of ['shell/electronMain', 'store/storeWorker', ...processes]) expect(files).toContain(`main/${entry}.js`);
    expect(await read('main/shell/preload.cjs')).toBe(await readFile(join(import.meta.dirname, 'preload.cjs'), 'utf8'));
    expect(files.filter((file) => file.endsWith('.cjs'))).toEqual(['main/shell/preload.cjs']);
    expect(files.filter((file) => file.includes('node_modules') || file.endsWith('.node'))).toEqual([]);
  });

  it('imports electron and the native libraries from outside, all else from itself', async () => {
    const outside = new Set<string>();
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const source = await read(file);
      expect(source).not.toContain('onnxruntime_binding');
      for (const specifier of importsOf(source)) {
        const target = join(out, dirname(file), specifier);
        if (specifier.startsWith('.')) expect(existsSync(target), `${file}: ${specifier}`).toBe(true);
        else if (!isBuiltin(specifier)) outside.add(specifier);
        if (specifier.startsWith('sherpa-onnx')) expect(file).toBe('main/speech/loadSherpa.js');
        if (specifier.startsWith('electron')) expect(file).toBe('main/shell/electronMain.js');
      }
    }
    expect([...outside].toSorted()).toEqual(['electron/common', 'electron/main', 'onnxruntime-node', 'sherpa-onnx-node']);
  });

  it('keeps the prefix of built-in modules, which node:sqlite cannot do without', async () => {
    expect(importsOf(await read('main/store/openDatabase.js'))).toContain('node:sqlite');
  });

  it('names no source file as the entry of a child', async () => {
    for (const file of files.filter((name) => name.startsWith('main/') && name.endsWith('.js'))) {
      expect(await read(file), file).not.toMatch(/import\.meta\.dirname, ["'][^"']*\.ts["']/);
    }
  });

  it('opens a store in its own worker', async () => {
    const { openStore } = (await import(pathToFileURL(join(out, 'main/store/openStore.js')).href)) as typeof OpenStore;
    const { client, close } = await openStore(join(folder, 'headwater.db'));
    expect(await client.list({})).toEqual({ conversations: [] });
    await close();
  });

  it('runs an engine that answers', async () => {
    const child = forkSpawn(join(out, 'main/engine/process.js'), { name: 'engine' });
    const { bytes } = await connectService(child.channel, engineService).residentBytes({});
    expect(bytes).toBeGreaterThan(0);
    await closeChild(child);
  });

  it('runs a speech process that finds its library', async () => {
    const child = forkSpawn(join(out, 'main/speech/process.js'), { name: 'speech' });
    const wanted = { directory: folder, phonemes: null, threads: 1 };
    // The library is loaded before anything is looked at.
    await expect(connectService(child.channel, speechService).loadVoice(wanted)).rejects.toMatchObject({ code: 'bad-file' });
    await closeChild(child);
  });
});
