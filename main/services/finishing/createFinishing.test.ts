import { expect, onTestFinished, test } from 'vitest';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { finishingService } from '../../../app/contract/services/finishing.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { SpeechRole } from '../../../app/models/SpeechRole.ts';
import { Settings } from '../../../app/settings/Settings.ts';
import type { ChildExit } from '../../supervise/Spawn.ts';
import type { PlacedSpeech } from '../speechModels/SpeechModels.ts';
import { createFinishing } from './createFinishing.ts';

function scripted() {
  const chosen = new Map<SpeechRole, string>();
  const loaded: object[] = [];
  const kills: (() => void)[] = [];
  let broken = false;
  const finishing = createFinishing({
    home: '/home',
    retryMs: 0,
    settings: { get: () => Settings.parse({}) },
    speechModels: {
      chosen: async (role) => (chosen.has(role) ? ({ directory: chosen.get(role) } as PlacedSpeech) : null),
    },
    spawn() {
      const [channel, end] = memoryChannelPair();
      const handlers: Partial<Handlers<typeof finishingService>> = {
        load(models) {
          if (broken) throw new AppError('bad-file', 'The model is damaged.');
          loaded.push(models);
          return {};
        },
        punctuate: ({ text }) => ({ text: `${text}.` }),
      };
      serveService(end, finishingService, handlers as Handlers<typeof finishingService>);
      const exited = Promise.withResolvers<ChildExit>();
      const kill = (): void => {
        channel.close();
        exited.resolve({ code: null, signal: 'SIGKILL' });
      };
      end.onClose(() => exited.resolve({ code: 0, signal: null }));
      kills.push(kill);
      return { pid: 1, channel, exited: exited.promise, kill };
    },
  });
  onTestFinished(() => finishing.close());
  return { finishing, chosen, loaded, kills, break: (now: boolean) => (broken = now) };
}

test('no process for what nobody installed; one for all that was, and another when that changes', async () => {
  const { finishing, chosen, loaded } = scripted();
  expect(await finishing.with('punctuation')).toBeNull();
  expect(await finishing.has('punctuation')).toBe(false);
  expect(loaded).toEqual([]);
  chosen.set('punctuation', '/marks');
  const [one, other] = await Promise.all([finishing.with('punctuation'), finishing.with('punctuation')]);
  expect(one).toBe(other);
  expect((await one?.punctuate({ text: 'we sail' }))?.text).toBe('we sail.');
  expect(await finishing.with('speakers')).toBeNull();
  chosen.set('speakers', '/voices');
  expect(await finishing.with('speakers')).not.toBe(one);
  expect(loaded).toEqual([
    { punctuation: '/marks', speakers: null, offline: null, threads: 0 },
    { punctuation: '/marks', speakers: '/voices', offline: null, threads: 0 },
  ]);
});

test('a crash is followed by another process; a damaged model is told, and tried again when it is asked for', async () => {
  const { finishing, chosen, loaded, kills, ...script } = scripted();
  chosen.set('punctuation', '/marks');
  const first = await finishing.with('punctuation');
  kills[0]?.();
  await expect.poll(async () => (await finishing.with('punctuation')) === first).toBe(false);
  expect(loaded.length).toBe(2);
  script.break(true);
  chosen.set('offline', '/other');
  expect(await finishing.with('offline')).toBeNull();
  expect(finishing.problem()).toBe('The model is damaged.');
  script.break(false);
  await expect.poll(() => finishing.with('offline')).not.toBeNull();
  expect(finishing.problem()).toBeNull();
});
