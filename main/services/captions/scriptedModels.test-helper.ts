import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { Mailbox } from '../../../app/contract/Mailbox.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { hearingService } from '../../../app/contract/services/hearing.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import { speechService } from '../../../app/contract/services/speech.ts';
import type { Channel } from '../../../app/contract/Channel.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import type { CaptionModels, CaptionProcesses } from './CaptionModels.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';

/** Two processes that follow a script, behind real channels: what is heard is what the sound says. */
export interface ScriptedModels extends CaptionModels {
  /** Ends one of the two as a kill does. */
  crash(which: 'speech' | 'hearing'): void;
  /** Starts what was crashed again. */
  restart(): void;
  /** How much speech hearing says it has not looked at. */
  setBehind(milliseconds: number): void;
  /** Pieces that hearing got: begin and length in samples, by sound. */
  readonly heard: readonly { soundId: string; at: number; samples: number }[];
  /** How many samples were heard since the last time. */
  takeHeard(): number;
  readonly fail: (error: AppError) => void;
}

/**
 * Sound that says words, in the language of the script: each sample is the index of a word or 0 for silence. A phrase ends
 * with the first silence.
 */
export function saying(words: readonly string[], samplesEach: number): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from({ length: words.length * samplesEach }, (_, i) => VOCABULARY.indexOf(words[Math.floor(i / samplesEach)] ?? '') + 1);
  return new Uint8Array(samples.buffer);
}

const DEADLY = 30_000;
/** Sound at which hearing ends, each time; it starts again by itself. */
export const deadly = new Uint8Array(new Int16Array(1_600).fill(DEADLY).buffer);

/** Words that the script knows. */
export const VOCABULARY: readonly string[] =
  'we sail at noon. farewell. now the harbour is empty. what rain? and snow? stop! mm-hm no, if it rains, stay home.'.split(' ');

function serveHearing(channel: Channel, models: { heard: { soundId: string; at: number; samples: number }[]; behind: () => number; die: () => void }): void {
  const sounds = new Map<string, { phrases: Mailbox<Phrase>; phrase: Phrase | null; number: number; last: number; to: number }>();
  const sound = (id: string) => {
    const found = sounds.get(id);
    if (!found) throw new AppError('not-found', 'not open');
    return found;
  };
  const settle = (id: string): void => {
    const one = sound(id);
    if (!one.phrase) return;
    one.phrases.push({ ...one.phrase, committed: [...one.phrase.committed, ...one.phrase.tentative], tentative: [], final: true });
    one.phrase = null;
    one.number += 1;
  };
  const handlers: Handlers<typeof hearingService> = {
    load: () => ({ name: 'scripted', languages: ['en'], loadSeconds: 0 }),
    open({ soundId }) {
      sounds.set(soundId, { phrases: new Mailbox((last, next) => (last.number === next.number ? next : undefined)), phrase: null, number: 0, last: 0, to: 0 });
      return {};
    },
    hear: ({ soundId, at, samples }) => {
      const one = sound(soundId);
      if (at < one.to) throw new AppError('bad-request', `out of order: ${at} after ${one.to}`);
      models.heard.push({ soundId, at, samples: samples.length / 2 });
      const values = new Int16Array(samples.slice().buffer);
      if (values.includes(DEADLY)) models.die();
      values.forEach((value, i) => {
        if (value === one.last || value === DEADLY) return;
        one.last = value;
        if (value === 0) return settle(soundId);
        const startMs = ((at + i) * 1_000) / SAMPLE_RATE;
        const word = { text: ` ${VOCABULARY[value - 1]}`, startMs, endMs: startMs + 100, probability: 0.9 };
        const before = one.phrase;
        const committed = before ? [...before.committed, ...before.tentative] : [];
        one.phrase = { number: one.number, committed, tentative: [word], final: false, heardMs: startMs };
        one.phrases.push(one.phrase);
      });
      one.to = at + values.length;
      return { behindMs: models.behind() };
    },
    close({ soundId }) {
      settle(soundId);
      sound(soundId).phrases.end();
      return {};
    },
    transcribe: () => ({ words: [] }),
    residentBytes: () => ({ bytes: 0 }),
    phrases: ({ soundId }) => sound(soundId).phrases,
    async *busy() {},
  };
  serveService(channel, hearingService, handlers);
}

function serveSpeech(channel: Channel, isQuiet: boolean): void {
  /** where the speech that goes on began, of each sound; null: nobody speaks */
  const sounds = new Map<string, number | null>();
  const stretchesOf = (soundId: string, at: number, values: Int16Array) => {
    const stretches: { from: number; to: number | null }[] = [];
    values.forEach((value, i) => {
      const from = sounds.get(soundId) ?? null;
      if (value !== 0 && from === null) sounds.set(soundId, at + i);
      if (value !== 0 || from === null) return;
      stretches.push({ from, to: at + i });
      sounds.set(soundId, null);
    });
    const open = sounds.get(soundId) ?? null;
    return open === null ? stretches : [...stretches, { from: open, to: null }];
  };
  const handlers: Handlers<typeof speechService> = {
    loadActivity: () => ({}),
    listen: ({ soundId }) => {
      sounds.set(soundId, null);
      return {};
    },
    hear: ({ soundId, at, samples }) => {
      if (!sounds.has(soundId)) throw new AppError('not-found', 'not listened to');
      const speech = isQuiet ? stretchesOf(soundId, at, new Int16Array(samples.slice().buffer)) : [{ from: at, to: at + samples.length / 2 }];
      return { speech, level: 0.1 };
    },
    leave: () => ({}),
    loadVoice: () => ({ name: 'scripted', sampleRate: 16_000, speakers: 1 }),
    residentBytes: () => ({ bytes: 0 }),
    async *speak() {},
  };
  serveService(channel, speechService, handlers);
}

/** @param isQuiet voice activity hears silence where the sound is silent; otherwise speech all the time */
export function scriptedModels({ isQuiet = false } = {}): ScriptedModels {
  const heard: { soundId: string; at: number; samples: number }[] = [];
  let behind = 0;
  let failure: AppError | null = null;
  let channels: { speech: Channel; hearing: Channel } | null = null;
  let running: CaptionProcesses | null = null;
  let started = Promise.withResolvers<void>();
  const start = (): void => {
    const [speech, speechEnd] = memoryChannelPair();
    const [hearing, hearingEnd] = memoryChannelPair();
    serveSpeech(speechEnd, isQuiet);
    const die = (): void => {
      hearingEnd.close();
      start();
    };
    serveHearing(hearingEnd, { heard, behind: () => behind, die });
    channels = { speech: speechEnd, hearing: hearingEnd };
    running = { speech: connectService(speech, speechService), hearing: connectService(hearing, hearingService) };
    started.resolve();
  };
  start();
  return {
    heard,
    status: () => ({ phase: 'ready', models: [], progress: null, problem: null, recogniser: { name: 'scripted', languages: ['en'] } }),
    onChange: () => () => undefined,
    prepare: () => undefined,
    cancel: async () => undefined,
    async whenReady(signal) {
      for (;;) {
        if (running) return running;
        if (failure) throw failure;
        signal.throwIfAborted();
        await started.promise;
      }
    },
    crash(which) {
      channels?.[which].close();
      running = null;
      started = Promise.withResolvers();
    },
    takeHeard: () => heard.splice(0).reduce((sum, { samples }) => sum + samples, 0),
    restart: start,
    fail(error) {
      failure = error;
      started.resolve();
    },
    setBehind: (milliseconds) => (behind = milliseconds),
    close: async () => undefined,
  };
}
