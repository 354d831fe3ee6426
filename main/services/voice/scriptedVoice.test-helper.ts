import { onTestFinished } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import type { Client, Handlers } from '../../../app/contract/Service.ts';
import { speechService, type Voice } from '../../../app/contract/services/speech.ts';
import { voiceService } from '../../../app/contract/services/voice.ts';
import { Settings } from '../../../app/settings/Settings.ts';
import type { Child, ChildExit } from '../../supervise/Spawn.ts';
import type { PlacedSpeech } from '../speechModels/SpeechModels.ts';
import type { StarterSet, StarterStatus } from '../starter/StarterSet.ts';
import { createVoiceModel } from './createVoiceModel.ts';
import { createVoiceService } from './createVoiceService.ts';
import type { TalkHandlers } from './talk/createTalkService.ts';

export interface ScriptedVoice {
  /** what a window has of it */
  readonly client: Client<typeof voiceService>;
  readonly children: readonly Child[];
  readonly loaded: readonly Voice[];
  /** whether each obtaining was told to repair */
  readonly obtained: readonly boolean[];
  /** words that were made */
  readonly said: readonly string[];
  /** speaker and speed of each text */
  readonly manners: readonly { readonly speaker: number; readonly speed: number }[];
  /** An installed voice is chosen. */
  choose(name: string, pronunciation: string | null): void;
  set(patch: Partial<Settings>): void;
  close(): Promise<void>;
}

/** Here it only reads. */
const noTalk = {} as TalkHandlers;

/** The voice's service over real channels; its processes, in this one, make a chunk of two samples of each word. */
export function scriptedVoice(options: { present: boolean; damaged?: boolean }): ScriptedVoice {
  const children: Child[] = [];
  const loaded: Voice[] = [];
  const obtained: boolean[] = [];
  const said: string[] = [];
  const manners: { speaker: number; speed: number }[] = [];
  const listeners = new Set<(status: StarterStatus) => void>();
  let { present, damaged = false } = options;
  const status = (): StarterStatus => ({
    phase: obtained.length > 0 ? 'ready' : 'absent',
    models: [{ id: 'v', name: 'Voice', about: 'Reads.', licence: 'MIT', bytes: 1, present }],
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
      return { 'espeak-ng-data': '/models/phonemes', 'piper-en-us-joe-medium': '/models/joe' };
    },
    cancel: async () => undefined,
    close: async () => undefined,
  };
  const speech = {
    loadVoice(voice: Voice) {
      if (damaged) throw new AppError('bad-file', 'The voice is damaged.');
      loaded.push(voice);
      return { name: voice.directory, sampleRate: 22_050, speakers: 3 };
    },
    async *speak({ text, speaker, speed }: { text: string; speaker: number; speed: number }) {
      manners.push({ speaker, speed });
      for (const { index, 0: word } of text.matchAll(/\S+/g)) {
        said.push(word);
        yield { from: index, to: index + word.length, samples: new Uint8Array([1, 0, 2, 0]), sampleRate: 22_050 };
      }
    },
  };
  const chosenListeners = new Set<() => void>();
  let chosen: PlacedSpeech | null = null;
  let settings = Settings.parse({});
  const model = createVoiceModel({
    home: '/home',
    settings: { get: () => settings },
    starters,
    phonemes: { ...starters, obtain: async () => ({ 'espeak-ng-data': '/models/phonemes' }) },
    installed: {
      chosen: async () => chosen,
      pronunciationOf: async (language) => (language === 'de' ? '/models/german' : null),
      onChange(listener) {
        chosenListeners.add(listener);
        return () => void chosenListeners.delete(listener);
      },
    },
    spawn() {
      const [channel, end] = memoryChannelPair();
      serveService(end, speechService, speech as unknown as Handlers<typeof speechService>);
      const exited = Promise.withResolvers<ChildExit>();
      const kill = (): void => {
        channel.close();
        exited.resolve({ code: null, signal: 'SIGKILL' });
      };
      end.onClose(() => exited.resolve({ code: 0, signal: null }));
      const child = { pid: 1, channel, exited: exited.promise, kill };
      children.push(child);
      return child;
    },
  });
  const [near, far] = memoryChannelPair();
  serveService(far, voiceService, createVoiceService(model, noTalk));
  onTestFinished(async () => {
    near.close();
    await model.close();
  });
  return {
    client: connectService(near, voiceService, { credits: 1 }),
    children,
    loaded,
    obtained,
    said,
    manners,
    choose(name, pronunciation) {
      const id = Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
      const about = { family: 'kokoro', languages: [], bytes: 1, licence: null, speakerNames: [], missing: null };
      const model = { ...about, id, name, kind: 'voice', speakers: 3 } as const;
      chosen = { model, directory: `/installed/${name}`, pronunciation };
      for (const listener of chosenListeners) listener();
    },
    set(patch) {
      settings = { ...settings, ...patch };
    },
    close: () => model.close(),
  };
}
