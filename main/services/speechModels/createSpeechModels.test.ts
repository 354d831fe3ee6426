import { existsSync, mkdtempSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { speechModelsService } from '../../../app/contract/services/speechModels.ts';
import type { SpeechModelList } from '../../../app/models/SpeechModelList.ts';
import { writeSmallPhonemes } from '../../../native-models/speech/smallPhonemes.test-helper.ts';
import { writeTinyTurn } from '../../hearing/turn/tinyTurn.test-helper.ts';
import { smallVoiceConfig, writeSmallVoice } from '../../../native-models/speech/smallVoice.test-helper.ts';
import { readInstalledSpeech } from '../../../native-models/speech/readInstalledSpeech.ts';
import { openSettings, type SettingsStore } from '../../store/openSettings.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import { createSpeechModels } from './createSpeechModels.ts';
import type { SpeechModels } from './SpeechModels.ts';

let home: string;
let settings: SettingsStore;
let models: SpeechModels;
let client: Client<typeof speechModelsService>;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'headwater-installed-'));
  settings = await openSettings(join(home, 'settings.json'));
  start();
});
afterEach(async () => {
  await models.close();
  rmSync(home, { recursive: true });
});

function start(): void {
  models = createSpeechModels({ home, spawn: forkSpawn, settings });
  const [window, host] = memoryChannelPair();
  serveService(host, speechModelsService, models.handlers);
  client = connectService(window, speechModelsService);
}

/** The list as soon as it is as wanted. */
async function listWhen(wanted: (list: SpeechModelList) => boolean): Promise<SpeechModelList> {
  for await (const list of client.watch({})) if (wanted(list)) return list;
  throw new Error('the list ended');
}
/** Installs and waits for the end of it. */
async function install(path: string): Promise<SpeechModelList> {
  await client.install({ path });
  return listWhen(({ installing }) => installing === null);
}
const source = (name: string) => join(home, 'sources', name);

test('a voice is installed with the pronunciation that came with it, chosen, and removed again', async () => {
  await writeSmallVoice(source('german'), { ...smallVoiceConfig, espeak: { voice: 'de' }, language: { code: 'de_DE', name_english: 'German' } });
  await writeSmallPhonemes(join(source('german'), 'espeak-ng-data'), ['de']);
  const list = await install(source('german'));
  expect(list).toMatchObject({ problem: null, chosen: { voice: null, turn: null } });
  const [data, voice] = list.models;
  expect(data).toMatchObject({ kind: 'pronunciation', family: 'espeak-ng', languages: ['de'], speakers: 0, missing: null });
  expect(voice).toMatchObject({ kind: 'voice', family: 'piper', name: 'small', languages: ['de_DE'], speakers: 1, missing: null });
  expect(voice?.bytes).toBeGreaterThan(300);
  expect(await models.chosen('voice')).toBeNull();

  await client.choose({ role: 'voice', id: voice?.id ?? '' });
  const chosen = await models.chosen('voice');
  expect(chosen?.model.id).toBe(voice?.id);
  expect(await readInstalledSpeech(chosen?.directory ?? '')).toMatchObject({ pronunciation: 'de' });
  expect(await models.pronunciationOf('de')).toBe(join(home, 'speech-models', data?.id ?? ''));
  expect(await models.pronunciationOf('fr')).toBeNull();

  // The next start finds it as it was.
  await models.close();
  start();
  expect(await listWhen(() => true)).toMatchObject({ chosen: { voice: voice?.id }, models: [{ kind: 'pronunciation' }, { kind: 'voice' }] });

  await client.remove({ id: voice?.id ?? '' });
  expect(await listWhen(() => true)).toMatchObject({ chosen: { voice: null }, models: [{ kind: 'pronunciation' }] });
  expect(existsSync(chosen?.directory ?? '')).toBe(false);
  expect(existsSync(join(source('german'), 'small.onnx'))).toBe(true);
  await expect(client.remove({ id: voice?.id ?? '' })).rejects.toMatchObject({ code: 'not-found' });
});

test('a voice whose language nobody can pronounce says so and cannot be chosen, until the data is there', async () => {
  await writeSmallVoice(source('german'), { ...smallVoiceConfig, espeak: { voice: 'de' } });
  // The file of the voice alone is enough: its description lies beside it.
  const [voice] = (await install(join(source('german'), 'small.onnx'))).models;
  expect(voice?.missing).toContain('“de”');
  await expect(client.choose({ role: 'voice', id: voice?.id ?? '' })).rejects.toMatchObject({ code: 'no-model', message: voice?.missing });
  await writeSmallPhonemes(source('data'), ['de', 'en']);
  const after = await install(source('data'));
  expect(after.models.find(({ kind }) => kind === 'voice')?.missing).toBeNull();
  await client.choose({ role: 'voice', id: voice?.id ?? '' });
  await expect(client.choose({ role: 'turn', id: voice?.id ?? '' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(client.choose({ role: 'voice', id: '0'.repeat(64) })).rejects.toMatchObject({ code: 'not-found' });
});

test('what is no model is refused with a sentence, and nothing is left', async () => {
  mkdirSync(source('empty'), { recursive: true });
  expect((await install(source('empty'))).problem).toContain('no speech model that Headwater knows');
  expect((await install(source('nowhere'))).problem).toContain('There is nothing at');
  expect((await install('voices/joe')).problem).toContain('full path');
  await writeSmallVoice(source('broken'));
  truncateSync(join(source('broken'), 'small.onnx'), 40);
  expect((await install(source('broken'))).problem).toContain('small.onnx');
  writeFileSync(join(source('empty'), 'model.onnx'), 'no graph');
  expect((await install(join(source('empty'), 'model.onnx'))).problem).toMatch(/\S/);
  expect(readdirSync(join(home, 'speech-models'))).toEqual([]);
});

test('installing can be stopped, another one waits its turn, and a damaged folder is passed over', async () => {
  await writeSmallVoice(source('a'));
  await client.install({ path: source('a') });
  await expect(client.install({ path: source('a') })).rejects.toMatchObject({ code: 'busy' });
  await client.cancelInstall({});
  expect(await listWhen(() => true)).toMatchObject({ installing: null, problem: null, models: [] });
  const [voice] = (await install(source('a'))).models;
  truncateSync(join(home, 'speech-models', voice?.id ?? '', 'model.json'), 10);
  await models.close();
  start();
  expect((await listWhen(() => true)).models).toEqual([]);
  const heard = vi.fn<() => void>();
  models.onChange(heard);
  // Installed anew, it is whole again.
  expect((await install(source('a'))).models).toMatchObject([{ id: voice?.id }]);
  expect(heard).toHaveBeenCalled();
});

test('a voice that came with pronunciation of another version is told of, and nothing is left', async () => {
  await writeSmallVoice(source('a'));
  await writeSmallPhonemes(join(source('a'), 'espeak-ng-data'), ['de'], 0x015200);
  expect(await install(source('a'))).toMatchObject({ problem: expect.stringContaining('another version'), models: [] });
  expect(readdirSync(join(home, 'speech-models'))).toEqual([]);
});

test('what an earlier removal could not finish is no hindrance to the next', async () => {
  await writeSmallVoice(source('a'));
  const [voice] = (await install(source('a'))).models;
  const left = join(home, 'speech-models', `removed-${voice?.id}`);
  mkdirSync(left);
  writeFileSync(join(left, 'voice.onnx'), 'x');
  await client.remove({ id: voice?.id ?? '' });
  expect(readdirSync(join(home, 'speech-models'))).toEqual([]);
});

test('our own graphs of a model go with it, and those of one that is no more with the next start', async () => {
  const folder = join(home, 'speech-models');
  const graphs = (id: string): string => join(folder, `graphs-${id}`);
  await writeSmallVoice(source('a'));
  const [voice] = (await install(source('a'))).models;
  const id = voice?.id ?? '';
  const other = '0'.repeat(64);
  for (const one of [id, other]) mkdirSync(join(graphs(one), one), { recursive: true });
  await models.close();
  start();
  await expect.poll(() => readdirSync(folder).toSorted()).toEqual([id, `graphs-${id}`]);
  await client.remove({ id });
  expect(readdirSync(folder)).toEqual([]);
});

test('two choices at once both stand', async () => {
  await writeSmallVoice(source('a'));
  await writeTinyTurn(source('turn'));
  const ids = [(await install(source('a'))).models, (await install(source('turn'))).models].map((list) => list.map(({ id }) => id));
  const voice = ids[0]?.[0] ?? '';
  const turn = ids[1]?.find((id) => id !== voice) ?? '';
  await Promise.all([client.choose({ role: 'voice', id: voice }), client.choose({ role: 'turn', id: null })]);
  await Promise.all([client.choose({ role: 'turn', id: turn }), client.choose({ role: 'voice', id: null })]);
  expect(await listWhen(() => true)).toMatchObject({ chosen: { voice: null, turn } });
});

test('a path as long as one may be is refused with a sentence that windows can be told', async () => {
  expect((await install(`/${'x'.repeat(4_095)}`)).problem).toContain('There is nothing at');
});
