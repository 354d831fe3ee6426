import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Channel } from '../../../app/contract/Channel.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import { hearingService } from '../../../app/contract/services/hearing.ts';
import { speechService } from '../../../app/contract/services/speech.ts';
import { Settings } from '../../../app/settings/Settings.ts';
import type { Child, ChildExit } from '../../supervise/Spawn.ts';
import type { PlacedSpeech } from '../speechModels/SpeechModels.ts';
import type { StarterSet, StarterStatus } from '../starter/StarterSet.ts';
import { createCaptionModels } from './createCaptionModels.ts';

interface Started {
  readonly name: string;
  readonly child: Child;
}

/** Children in this process: they load what they are told to, or refuse it. */
function scripted(options: { present: boolean; damaged?: boolean }) {
  let chosen: PlacedSpeech | null = null;
  const choosers = new Set<() => void>();
  const children: Started[] = [];
  const loaded: string[] = [];
  const listeners = new Set<(status: StarterStatus) => void>();
  let { present, damaged = false } = options;
  const obtained: boolean[] = [];
  let isActivityThere = present;
  const activityObtained: boolean[] = [];
  const activity: StarterSet = {
    status: () => ({
      phase: activityObtained.length > 0 ? 'ready' : 'absent',
      models: [{ id: 'a', name: 'A', about: '', licence: '', bytes: 1, present: isActivityThere }],
      progress: null,
      problem: null,
    }),
    onChange: () => () => undefined,
    look: async () => isActivityThere,
    async obtain({ repair = false } = {}) {
      activityObtained.push(repair);
      isActivityThere = true;
      return { 'silero-vad': '/models/vad' };
    },
    cancel: async () => undefined,
    close: async () => undefined,
  };
  const status = (): StarterStatus => ({
    phase: obtained.length > 0 ? 'ready' : 'absent',
    models: [{ id: 'x', name: 'X', about: '', licence: '', bytes: 1, present }],
    progress: null,
    problem: null,
  });
  const starters: StarterSet = {
    status,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    look: async () => present,
    async obtain({ repair = false } = {}) {
      obtained.push(repair);
      present = true;
      if (repair) damaged = false;
      for (const listener of listeners) listener(status());
      return { 'silero-vad': '/models/vad', 'whisper-tiny-en': '/models/whisper' };
    },
    cancel: async () => undefined,
    close: async () => undefined,
  };
  const serve = (channel: Channel): void => {
    const speech = {
      loadActivity({ file }: { file: string }) {
        loaded.push(file);
        return {};
      },
    };
    const hearing = {
      load({ directory }: { directory: string }) {
        if (damaged) throw new AppError('bad-file', 'The model is damaged.');
        loaded.push(directory);
        return { name: 'Whisper', languages: ['en'], loadSeconds: 0 };
      },
    };
    serveService(channel, speechService, speech as unknown as Handlers<typeof speechService>);
    serveService(channel, hearingService, hearing as unknown as Handlers<typeof hearingService>);
  };
  const models = createCaptionModels({
    home: '/home',
    settings: { get: () => Settings.parse({}) },
    starters,
    activity,
    speechModels: {
      chosen: async () => chosen,
      onChange(listener) {
        choosers.add(listener);
        return () => void choosers.delete(listener);
      },
    },
    spawn(_entry, { name }) {
      const [channel, end] = memoryChannelPair();
      serve(end);
      const exited = Promise.withResolvers<ChildExit>();
      const kill = (): void => {
        channel.close();
        exited.resolve({ code: null, signal: 'SIGKILL' });
      };
      end.onClose(() => exited.resolve({ code: 0, signal: null }));
      const child = { pid: 1, channel, exited: exited.promise, kill };
      children.push({ name, child });
      return child;
    },
  });
  onTestFinished(() => models.close());
  const choose = (directory: string | null): void => {
    const model = { id: '0'.repeat(64), name: 'Mine', kind: 'streaming', family: 'zipformer2', languages: ['fr'], bytes: 1, licence: null, speakers: 0, speakerNames: [], missing: null } as const;
    chosen = directory === null ? null : { model: { ...model, languages: ['fr'], speakerNames: [] }, directory, pronunciation: null };
    for (const listener of choosers) listener();
  };
  return { models, children, loaded, obtained, activityObtained, choose };
}

const never = new AbortController().signal;

test('nothing is fetched before it is asked for; then both processes are started with their models', async () => {
  const { models, children, loaded, obtained } = scripted({ present: false });
  await expect.poll(() => models.status().phase).toBe('absent');
  await expect(models.whenReady(never)).rejects.toMatchObject({ code: 'no-model' });
  expect(children).toEqual([]);
  models.prepare();
  models.prepare();
  await models.whenReady(never);
  expect(models.status()).toMatchObject({ phase: 'ready', problem: null });
  expect(obtained).toEqual([false]);
  expect(loaded.toSorted()).toEqual([join('/models', 'vad', 'silero_vad.onnx'), '/models/whisper']);
});

test('what is there already is ready without a process, which comes with the first use; a crash is followed by another', async () => {
  const { models, children, obtained } = scripted({ present: true });
  expect(models.status().phase).toBe('starting');
  await expect.poll(() => models.status().phase).toBe('ready');
  // Imported where that was to do, and not more.
  expect(obtained).toEqual([false]);
  expect(children).toEqual([]);
  const first = await models.whenReady(never);
  children.find(({ name }) => name === 'hearing')?.child.kill();
  await expect.poll(async () => (await models.whenReady(never)).hearing === first.hearing).toBe(false);
  expect(children.map(({ name }) => name)).toEqual(['speech', 'hearing', 'hearing']);
});

test('a damaged model is told, and made anew when the person tries again', async () => {
  const { models, obtained } = scripted({ present: true, damaged: true });
  await expect(models.whenReady(never)).rejects.toMatchObject({ code: 'bad-file' });
  expect(models.status()).toMatchObject({ phase: 'failed', problem: 'The model is damaged.' });
  models.prepare();
  await models.whenReady(never);
  expect(obtained).toEqual([false, true]);
  expect(models.status().phase).toBe('ready');
});

test('a recogniser of the person’s own that is damaged is told, and the starter set is left alone', async () => {
  const { models, obtained, choose } = scripted({ present: true, damaged: true });
  choose('/installed/mine');
  await expect(models.whenReady(never)).rejects.toMatchObject({ code: 'bad-file' });
  expect(models.status()).toMatchObject({ phase: 'failed', problem: expect.stringMatching(/recogniser Mine is damaged.* add it again/) });
  models.prepare();
  await expect(models.whenReady(never)).rejects.toMatchObject({ code: 'bad-file' });
  expect(obtained).not.toContain(true);
});

test('who waits is told when that is no longer wanted, and when the program closes', async () => {
  const { models } = scripted({ present: true });
  const wanted = new AbortController();
  wanted.abort(new AppError('cancelled', 'Not any more.'));
  await expect(models.whenReady(wanted.signal)).rejects.toMatchObject({ code: 'cancelled' });
  await models.close();
  await expect(models.whenReady(never)).rejects.toMatchObject({ code: 'closed' });
});

test('beside a recogniser of the person’s own no more than voice activity is fetched, and Whisper is offered once it is chosen', async () => {
  const { models, loaded, obtained, activityObtained, choose } = scripted({ present: false });
  choose('/installed/mine');
  await expect.poll(() => models.status()).toMatchObject({ phase: 'absent', recogniser: { name: 'Mine' }, models: [{ id: 'a' }] });
  models.prepare();
  await models.whenReady(never);
  expect([obtained, activityObtained]).toEqual([[], [false]]);
  expect(loaded.toSorted()).toEqual(['/installed/mine', join('/models', 'vad', 'silero_vad.onnx')]);
  choose(null);
  await expect.poll(() => models.status()).toMatchObject({ phase: 'absent', models: [{ id: 'x', present: false }] });
  await expect(models.whenReady(never)).rejects.toMatchObject({ code: 'no-model' });
  expect(obtained).toEqual([]);
  models.prepare();
  await models.whenReady(never);
  expect(obtained).toEqual([false]);
  expect(loaded).toContain('/models/whisper');
});

test('a recogniser that the person chose takes the place of Whisper at once, and gives it back', async () => {
  const { models, children, loaded, choose } = scripted({ present: true });
  const first = await models.whenReady(never);
  expect(models.status().recogniser).toEqual({ name: 'Whisper tiny.en', languages: [] });
  choose('/installed/mine');
  await expect.poll(() => loaded.at(-1)).toBe('/installed/mine');
  const second = await models.whenReady(never);
  expect(second.hearing).not.toBe(first.hearing);
  // Voice activity goes on as it was.
  expect(second.speech).toBe(first.speech);
  expect(models.status().recogniser).toEqual({ name: 'Mine', languages: [] });
  await expect(children.find(({ name }) => name === 'hearing')?.child.exited).resolves.toBeDefined();
  choose(null);
  await expect.poll(() => loaded.at(-1)).toBe('/models/whisper');
  await models.whenReady(never);
  expect(models.status()).toMatchObject({ phase: 'ready', recogniser: { name: 'Whisper tiny.en' } });
  // What is told twice is not started twice.
  const started = children.length;
  choose(null);
  await models.whenReady(never);
  expect(children.length).toBe(started);
});
