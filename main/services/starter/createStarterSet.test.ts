import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { phonemeData } from '../../../native-models/catalog/phonemeData.ts';
import { voiceModel } from '../../../native-models/catalog/voiceModel.ts';
import { encodeOnnx } from '../../../native-models/formats/onnx/encodeOnnx.ts';
import { smallVoiceConfig, smallVoiceGraph } from '../../../native-models/speech/smallVoice.test-helper.ts';
import { serveFile, startTestServer, type TestServer } from '../../store/download/testServer.test-helper.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import { createStarterSet } from './createStarterSet.ts';
import type { StarterModel } from './StarterModel.ts';
import type { StarterSet, StarterStatus } from './StarterSet.ts';

const contents: Readonly<Record<string, Buffer>> = {
  'small.onnx.json': Buffer.from(JSON.stringify(smallVoiceConfig)),
  'small.onnx': Buffer.from(encodeOnnx(smallVoiceGraph)),
  phontab: Buffer.from('phonemes'),
  'lang/en': Buffer.from('name English'),
};

/** A model of these files, on a hub. */
function starter(entry: typeof voiceModel, kind: StarterModel['kind'], names: readonly string[]): StarterModel {
  const files = names.map((name) => {
    const content = contents[name] ?? Buffer.alloc(0);
    return { name, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  });
  const downloadBytes = files.reduce((sum, { size }) => sum + size, 0);
  const sources = [{ kind: 'given' }, { kind: 'hub', repository: 'maker/voice', revision: 'abc', path: '' }] as const;
  return { kind, model: { info: { ...entry.info, downloadBytes }, files, sources } };
}

const voice = starter(voiceModel, 'speech', ['small.onnx.json', 'small.onnx']);
const phonemes = starter(phonemeData, null, ['phontab', 'lang/en']);
const [voiceId, phonemeId] = [voiceModel.info.id, phonemeData.info.id];
let home: string;
let server: TestServer;
let answer: RequestListener;
let requests: string[];
let sets: StarterSet[];

const serve: RequestListener = (request, response) => {
  const name = (request.url ?? '').split('/resolve/abc/')[1] ?? '';
  requests.push(name);
  const content = contents[name];
  if (content) serveFile(request, response, content);
  else response.writeHead(404).end();
};

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'headwater-starter-'));
  requests = [];
  sets = [];
  answer = serve;
  server = await startTestServer((request, response) => answer(request, response));
});
afterEach(async () => {
  await Promise.all(sets.map((set) => set.close()));
  await server.close();
  rmSync(home, { recursive: true });
});

function create(models: readonly StarterModel[], own?: string): StarterSet {
  const environment = { HF_ENDPOINT: server.url, PATH: '/nowhere', ...(own !== undefined && { HEADWATER_SPEECH_MODELS: own }) };
  const set = createStarterSet({ home, spawn: forkSpawn, models, environment });
  sets.push(set);
  return set;
}

test('what is missing is fetched and imported, told of as it goes, and found the next time without network or import', async () => {
  const set = create([phonemes, voice]);
  expect(await set.look()).toBe(false);
  expect(set.status()).toMatchObject({ phase: 'absent', models: [{ id: phonemeId, licence: 'GPL-3.0-or-later', present: false }, { id: voiceId }] });
  const seen: StarterStatus[] = [];
  set.onChange((status) => seen.push(status));
  const folders = await set.obtain();
  const phases = seen.map(({ phase }) => phase);
  expect([...new Set(phases)]).toEqual(['absent', 'downloading', 'importing', 'ready']);
  const total = phonemes.model.info.downloadBytes + voice.model.info.downloadBytes;
  const done = seen.filter(({ phase, progress }) => phase === 'downloading' && progress).map(({ progress }) => progress?.doneBytes);
  expect(done).toEqual(done.toSorted((a, b) => Number(a) - Number(b)));
  expect(done.at(-1)).toBe(total);
  // While no bytes come it says what it does.
  const steps = seen.flatMap(({ phase, progress }) => (phase === 'downloading' && progress?.step) || []);
  expect(new Set(steps)).toEqual(new Set(['looking', 'checking']));
  expect(seen.at(-1)).toMatchObject({ phase: 'ready', progress: null, problem: null, models: [{ present: true }, { present: true }] });
  expect(folders[phonemeId]).toBe(join(home, 'downloads', phonemeId));
  expect(readFileSync(join(folders[phonemeId] ?? '', 'lang/en'), 'utf8')).toBe('name English');
  expect(existsSync(join(folders[voiceId] ?? '', 'tokens.txt'))).toBe(true);

  await server.close();
  // The imported voice is all that is needed of it.
  rmSync(join(home, 'downloads', voiceId), { recursive: true });
  const again = create([phonemes, voice]);
  expect(await again.look()).toBe(true);
  const phasesAgain: string[] = [];
  again.onChange(({ phase }) => phasesAgain.push(phase));
  expect(await again.obtain()).toEqual(folders);
  expect([...new Set(phasesAgain)]).toEqual(['absent', 'ready']);
});

test('two sets that want one model fetch it once', async () => {
  const [one, other] = await Promise.all([create([phonemes]).obtain(), create([phonemes, voice]).obtain()]);
  expect(other).toMatchObject(one);
  expect(requests.toSorted()).toEqual(Object.keys(contents).toSorted());
});

test("the person's own copies are used as they are", async () => {
  const own = join(home, 'mine');
  for (const [name, content] of Object.entries(contents)) {
    const file = join(own, name.startsWith('small') ? voiceId : phonemeId, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const set = create([phonemes, voice], own);
  expect(await set.look()).toBe(true);
  expect((await set.obtain())[phonemeId]).toBe(join(own, phonemeId));
  expect(requests).toEqual([]);
});

test('a failure is a sentence; the next try goes on from there', async () => {
  answer = (request, response) => (request.url?.endsWith('small.onnx') ? response.writeHead(404).end() : serve(request, response));
  const set = create([phonemes, voice]);
  await expect(set.obtain()).rejects.toMatchObject({ code: 'not-found' });
  expect(set.status()).toMatchObject({ phase: 'failed', progress: null, models: [{ present: true }, { present: false }] });
  expect(set.status().problem).toContain('could not be had');
  answer = serve;
  requests = [];
  await set.obtain();
  expect(requests).toEqual(['small.onnx']);
  expect(set.status()).toMatchObject({ phase: 'ready', problem: null });
});

test('cancelling stops it and it can be begun again', async () => {
  const asked = Promise.withResolvers<void>();
  answer = () => asked.resolve();
  const set = create([phonemes]);
  const result = set.obtain().catch((error: unknown) => error);
  expect(set.obtain()).toBe(set.obtain());
  await asked.promise;
  await set.cancel();
  expect(await result).toMatchObject({ code: 'cancelled' });
  expect(set.status()).toMatchObject({ phase: 'absent', progress: null, problem: null });
  answer = serve;
  await set.obtain();
  await set.close();
  await expect(set.obtain()).rejects.toMatchObject({ code: 'closed' });
});

test('a damaged import is made anew from what was fetched, and fetched anew where that is gone', async () => {
  const set = create([voice]);
  const folder = (await set.obtain())[voiceId] ?? '';
  const file = join(folder, 'voice.onnx');
  const whole = readFileSync(file);
  requests = [];
  truncateSync(file, 10);
  expect(await set.obtain({ repair: true })).toEqual({ [voiceId]: folder });
  expect(readFileSync(file).equals(whole)).toBe(true);
  expect(requests).toEqual([]);
  truncateSync(file, 10);
  rmSync(join(home, 'downloads'), { recursive: true });
  await set.obtain({ repair: true });
  expect(readFileSync(file).equals(whole)).toBe(true);
  expect(requests).toHaveLength(2);
});
