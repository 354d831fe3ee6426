import { cp, open, readdir, stat, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readCompiledWhisper } from '../../../native-models/import/readCompiledWhisper.ts';
import { installSpeech } from '../../../native-models/speech/installSpeech.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import { graphsFolder, speechFolder } from './speechFolder.ts';
import { whisperGraphs } from './whisperGraphs.ts';

const TINY = join(import.meta.dirname, '../../../native-models/golden/whisper');
const { signal } = new AbortController();

async function installedTiny() {
  const home = temporaryFolder();
  const source = join(home, 'tiny');
  await cp(TINY, source, { recursive: true });
  const installed = await installSpeech(source, speechFolder(home));
  const spawn = vi.fn<Spawn>(forkSpawn);
  return { home, installed, spawn, graphs: (wanted = signal) => whisperGraphs({ home, spawn, installed }, wanted) };
}

/** Another byte in the middle, and nothing else. */
async function flip(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, Math.floor(size / 2));
  await handle.write(Buffer.of(byte[0]! ^ 0xff), 0, 1, Math.floor(size / 2));
  await handle.close();
}

test('graphs are made once, beside the model, for everybody who asks', async () => {
  const { home, installed, spawn, graphs } = await installedTiny();
  const [one, two] = await Promise.all([graphs(), graphs()]);
  expect(two).toBe(one);
  expect(one.startsWith(graphsFolder(home, basename(installed)))).toBe(true);
  await readCompiledWhisper(one, 'thorough');
  expect(await graphs()).toBe(one);
  expect(spawn).toHaveBeenCalledTimes(1);
});

test('damaged graphs are made anew', async () => {
  const { spawn, graphs } = await installedTiny();
  const directory = await graphs();
  await flip(join(directory, 'decoder.onnx'));
  expect(await graphs()).toBe(directory);
  await truncate(join(directory, 'encoder.bin'), 10);
  expect(await graphs()).toBe(directory);
  await readCompiledWhisper(directory, 'thorough');
  expect(spawn).toHaveBeenCalledTimes(3);
});

test('an installed copy of which one byte is another is refused before it is read, and nothing is made of it', async () => {
  const { home, installed, spawn, graphs } = await installedTiny();
  await flip(join(installed, 'model.bin'));
  await expect(graphs()).rejects.toMatchObject({ code: 'bad-file', message: expect.stringContaining('add it again') });
  expect(spawn).not.toHaveBeenCalled();
  expect(await readdir(graphsFolder(home, basename(installed))).catch(() => [])).toEqual([]);
});

test('whoever does not want it any more is told so', async () => {
  const { graphs } = await installedTiny();
  await expect(graphs(AbortSignal.abort(new Error('not any more')))).rejects.toThrow('not any more');
});
