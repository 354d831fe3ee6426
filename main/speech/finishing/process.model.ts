import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installSpeech } from '../../../native-models/speech/installSpeech.ts';
import { tonesOf, writeFolder } from '../../../native-models/speech/streaming/tinyStreaming.test-helper.ts';
import { tinyCnnPunctuation, tinyCtPunctuation, tinyOffline, tinySpeakers } from '../../../native-models/speech/tinyFinishing.test-helper.ts';
import { tinyMoonshine } from '../../../native-models/speech/tinyMoonshine.test-helper.ts';
import { tinySherpaWhisper } from '../../../native-models/speech/tinySherpaWhisper.test-helper.ts';
import { launchFinishing, type FinishingModels } from '../../services/finishing/launchFinishing.ts';
import { closeChild } from '../../supervise/closeChild.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';

const { signal } = new AbortController();
let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-finishing-'));
});
// A child that is ending may still write its log.
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

let installs = 0;
async function install(files: Record<string, Uint8Array | string>): Promise<string> {
  const folder = path.join(home, `source ${installs++}`);
  await writeFolder(folder, files);
  return installSpeech(folder, path.join(home, 'installed'));
}
const launch = (models: Partial<FinishingModels>) =>
  launchFinishing({ punctuation: null, speakers: null, offline: null, ...models, spawn: forkSpawn, threads: 1, logFile: path.join(home, 'log') }, signal);
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
const bytes = (sound: Int16Array) => new Uint8Array(sound.slice().buffer);

it('tells voices apart by the direction of what they are told by', async () => {
  const { child, value } = await launch({ speakers: await install(tinySpeakers()) });
  const printOf = async (symbol: number) => {
    const { vector } = await value.voiceprint({ samples: bytes(tonesOf([symbol, symbol, symbol], 'kaldi')) });
    return new Float32Array(vector!.slice().buffer);
  };
  const [one, other, again] = [await printOf(0), await printOf(2), await printOf(0)];
  expect(Math.hypot(...one)).toBeCloseTo(1, 5);
  expect(cosine(one, again)).toBeGreaterThan(0.99);
  expect(cosine(one, other)).toBeLessThan(0.3);
  expect((await value.voiceprint({ samples: new Uint8Array(2_000) })).vector).toBeNull();
  await expect(value.punctuate({ text: 'we' })).rejects.toMatchObject({ code: 'no-model' });
  await closeChild(child);
});

it.each([
  ['a CT-Transformer', tinyCtPunctuation, 'we sail, at noon.', 'why?'],
  ['a CNN with BiLSTM', tinyCnnPunctuation, 'We sail at noon.', 'why?'],
] as const)('sets marks with %s', async (_name, files, statement, question) => {
  const { child, value } = await launch({ punctuation: await install(files()) });
  expect((await value.punctuate({ text: 'We sail at noon' })).text).toBe(statement);
  expect((await value.punctuate({ text: ' why ' })).text).toBe(question);
  expect((await value.punctuate({ text: ' ' })).text).toBe(' ');
  await closeChild(child);
});

it.each([
  ['offline-transducer', 'kaldi'],
  ['offline-ctc', 'slaney'],
] as const)('listens to whole stretches with an %s', async (family, scale) => {
  const { child, value } = await launch({ offline: await install(tinyOffline(family)) });
  const { words } = await value.transcribe({ samples: bytes(tonesOf([-1, 0, 1, 2, 3, 4], scale)) });
  expect(words.map(({ text }) => text)).toEqual([' we', ' sail', ' at', ' noon']);
  for (const [at, wanted] of [480, 960, 1_920, 2_400].entries()) expect(Math.abs(words[at]!.startMs - wanted)).toBeLessThanOrEqual(160);
  expect((await value.transcribe({ samples: new Uint8Array(100) })).words).toEqual([]);
  await closeChild(child);
});

it.each([
  ['Whisper of sherpa-onnx', tinySherpaWhisper()],
  ['Whisper of sherpa-onnx that takes 30 s and no less', tinySherpaWhisper({}, 3_000)],
  ['Moonshine', tinyMoonshine()],
])('listens to whole stretches with a %s, and spreads the words over the sound', async (_name, files) => {
  const { child, value } = await launch({ offline: await install(files) });
  const { words } = await value.transcribe({ samples: bytes(tonesOf([0, 1, 2, 3, 4, -1], 'slaney')), language: null });
  expect(words.map(({ text }) => text)).toEqual([' we', ' sail', ' at', ' noon']);
  expect(words.map(({ startMs }) => startMs)).toEqual(words.map(({ startMs }) => startMs).toSorted((a, b) => a - b));
  expect(words.at(-1)!.startMs).toBeLessThan(2_880);
  expect((await value.transcribe({ samples: bytes(tonesOf([-1, -1], 'slaney')), language: null })).words).toEqual([]);
  await closeChild(child);
});

it('tells a Whisper of sherpa-onnx what is spoken, where it knows that language', async () => {
  const { child, value } = await launch({ offline: await install(tinySherpaWhisper({ is_multilingual: 1 })) });
  const heardAs = async (language: string | null) => (await value.transcribe({ samples: bytes(tonesOf([0, 3, -1], 'slaney')), language })).words.map(({ text }) => text);
  // By itself it takes everything for German, and writes nothing down in that.
  expect(await heardAs(null)).toEqual([]);
  expect(await heardAs('en')).toEqual([' we', ' at']);
  expect(await Promise.all([heardAs('de'), heardAs('en'), heardAs('xx')])).toEqual([[], [' we', ' at'], []]);
  await closeChild(child);
});

it('refuses a model of another kind', async () => {
  await expect(launch({ offline: await install(tinySpeakers({ language: 'German' })) })).rejects.toMatchObject({ code: 'bad-file' });
});
