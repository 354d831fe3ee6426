import { setImmediate as breathe } from 'node:timers/promises';
import { onTestFinished, vi } from 'vitest';
import type { AppError } from '../../../../app/contract/AppError.ts';
import type { Channel } from '../../../../app/contract/Channel.ts';
import { connectService } from '../../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../../app/contract/serveService.ts';
import type { Client, Handlers } from '../../../../app/contract/Service.ts';
import { speechService } from '../../../../app/contract/services/speech.ts';
import { voiceService } from '../../../../app/contract/services/voice.ts';
import type { Turn } from '../../../../app/conversation/Turn.ts';
import { Settings } from '../../../../app/settings/Settings.ts';
import type { TalkItem } from '../../../../app/voice/TalkItem.ts';
import { openTestStore, type TestStore } from '../../../store/testing/openTestStore.ts';
import { saying, type ScriptedModels, scriptedModels } from '../../captions/scriptedModels.test-helper.ts';
import { type Chat, createChatService } from '../../chat/createChatService.ts';
import { type ScriptedEngine, scriptedEngine } from '../../chat/scriptedEngine.test-helper.ts';
import { createMemoryService } from '../../memory/createMemoryService.ts';
import { noEmbedder } from '../../memory/noEmbedder.test-helper.ts';
import { createTalkService, type Talk } from './createTalkService.ts';
import type { TurnComplete } from './TalkModels.ts';

/** A piece of the microphone: 32 ms. */
const PIECE = 512;
const PIECE_MS = 32;
/** Words are spoken in this time, and read aloud in a second. */
const WORD_MS = 320;
const RATE = 8_000;

export interface TestTalk {
  readonly client: Client<typeof voiceService>;
  readonly store: TestStore['store'];
  readonly chat: Chat;
  readonly talk: Talk;
  readonly models: ScriptedModels;
  readonly conversationId: string;
  /** what came to the window, in order */
  readonly items: TalkItem[];
  /** texts that were made to sound */
  readonly spoken: readonly string[];
  engine(): ScriptedEngine;
  /** Ends the engine, and starts another one; `isHeld`: one that writes nothing until it is let. */
  crashEngine(options?: { isHeld?: boolean }): void;
  crashVoice(): void;
  /** From now on the voice makes nothing, and says nothing about it. */
  holdVoice(): void;
  /** How many wait for a voice that was held. */
  waitForVoice(): number;
  /** The voice is there no more, or again. */
  failVoice(error: AppError | null): void;
  /** Begins to talk; resolves when the session is open. */
  begin(more?: { pushToTalk?: boolean }): Promise<string>;
  /** Somebody speaks, in the time that it takes. */
  say(...words: string[]): Promise<void>;
  /** Nobody speaks. */
  wait(milliseconds: number): Promise<void>;
  /** The playback clock. */
  played(seconds: number, ended?: boolean): Promise<void>;
  /** When it falls silent next, the window tells that it was heard for so many seconds; otherwise what it told last. */
  stopsAt(seconds: number): void;
  /** Leaves the session. */
  leave(): Promise<void>;
  /** The window's error, once its stream failed. */
  failure(): AppError | null;
  turns(): Promise<Turn[]>;
  /** The path, one line a turn: `user: What is rain?`. */
  path(): Promise<string[]>;
  phase(): string | undefined;
  kinds(): string[];
}

/** A window that talks, over a channel in memory, with a real store and chat; processes follow a script, and time is the test's. */
export async function testTalk(answer: readonly string[], options: { present?: boolean; turnComplete?: TurnComplete } = {}): Promise<TestTalk> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { store } = openTestStore();
  const { id: conversationId } = await store.create({});
  const newEngine = (steps = 1_000): ScriptedEngine => {
    const made = scriptedEngine(answer);
    for (let i = 0; i < steps; i++) made.step();
    return made;
  };
  let engine = newEngine();
  const settings = Settings.parse({});
  const memory = createMemoryService({
    store,
    embedder: noEmbedder,
    settings: () => settings,
    whenReady: () => Promise.reject(new Error('Nobody looks through the lens here.')),
    isAnswering: () => chat.isAnswering(),
    stop: (id) => chat.stop(id),
    turnChanged: (id) => chat.turnChanged(id),
    forgetCaches: () => Promise.resolve(),
    erased: (id) => chat.reopen(id),
    diskBytes: async () => 0,
  });
  const chat: Chat = createChatService({
    store,
    models: { engine: () => engine.client, whenReady: async () => engine.client, name: () => 'Scripted' },
    memory,
    settings: () => settings,
    changed: () => undefined,
  });
  const models = scriptedModels({ isQuiet: true });
  const spoken: string[] = [];
  let refused: AppError | null = null;
  let isHeld = false;
  const held: AbortSignal[] = [];
  let voice: { client: Client<typeof speechService>; end: Channel } | null = null;
  const startVoice = () => {
    const [near, end] = memoryChannelPair();
    const speech = {
      async *speak({ text }: { text: string }) {
        spoken.push(text);
        const seconds = text.split(/\s+/).length;
        yield { from: 0, to: text.length, samples: new Uint8Array(2 * RATE * seconds), sampleRate: RATE };
      },
    };
    serveService(end, speechService, speech as unknown as Handlers<typeof speechService>);
    return { client: connectService(near, speechService, { credits: 1 }), end };
  };
  const { present = true, turnComplete } = options;
  const talk = createTalkService({
    store,
    chat: chat.spoken,
    models: {
      ...models,
      status: () => ({ phase: present ? 'ready' : 'absent', models: [], progress: null, problem: null }),
      turnComplete,
      async whenVoice(signal) {
        if (refused) throw refused;
        if (isHeld) held.push(signal);
        if (isHeld) await new Promise(() => undefined);
        voice ??= startVoice();
        return voice.client;
      },
    },
  });
  const [near, far] = memoryChannelPair();
  const rest = {} as Handlers<typeof voiceService>;
  serveService(far, voiceService, { ...rest, ...talk.handlers });
  const client = connectService(near, voiceService);
  onTestFinished(async () => {
    near.close();
    // Nobody tells any more where an answer fell silent.
    vi.useRealTimers();
    await talk.close();
    await chat.close();
    await memory.close();
  });

  const items: TalkItem[] = [];
  let stream: AsyncIterableIterator<TalkItem> | null = null;
  let failure: AppError | null = null;
  let sessionId = '';
  let at = 0;
  let heard = 0;
  let stopsAt: number | null = null;
  const tell = async (seconds: number, { ended = false, stopped = false }): Promise<void> => {
    const run = items.findLast((item) => item.kind === 'play')?.run ?? 0;
    heard = seconds;
    await client.played({ sessionId, run, seconds, ended, stopped });
  };
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 12; i++) await breathe();
  };
  const feed = async (sound: Uint8Array): Promise<void> => {
    for (let from = 0; from < sound.length; from += 2 * PIECE) {
      await vi.advanceTimersByTimeAsync(PIECE_MS);
      const piece = sound.subarray(from, from + 2 * PIECE);
      await client.feed({ sessionId, at, samples: Buffer.from(piece).toString('base64') }).catch(() => undefined);
      at += piece.length / 2;
      await settle();
    }
  };
  const turns = async (): Promise<Turn[]> => (await store.page({ id: conversationId, limit: 100, at: null })).turns;
  return {
    client,
    store,
    chat,
    talk,
    models,
    conversationId,
    items,
    spoken,
    engine: () => engine,
    crashEngine({ isHeld = false } = {}) {
      engine.crash();
      engine = newEngine(isHeld ? 0 : undefined);
    },
    crashVoice() {
      voice?.end.close();
      voice = null;
    },
    holdVoice: () => (isHeld = true),
    waitForVoice: () => held.filter(({ aborted }) => !aborted).length,
    failVoice: (error) => (refused = error),
    async begin({ pushToTalk = false } = {}) {
      stream = client.talk({ conversationId, pushToTalk });
      const read = async (): Promise<void> => {
        for await (const item of stream!) {
          items.push(item);
          if (item.kind === 'play') heard = 0;
          if (item.kind === 'silence') await tell(stopsAt ?? heard, { stopped: true });
        }
      };
      void read().catch((error: unknown) => (failure = error as AppError));
      await settle();
      const [first] = items;
      sessionId = first?.kind === 'opened' ? first.sessionId : '';
      return sessionId;
    },
    say: (...words) => feed(saying(words, WORD_MS * 16)),
    wait: (milliseconds) => feed(new Uint8Array(2 * PIECE * Math.ceil(milliseconds / PIECE_MS))),
    async played(seconds, ended = false) {
      await tell(seconds, { ended });
      await settle();
    },
    stopsAt: (seconds) => (stopsAt = seconds),
    async leave() {
      // A window does not wait for the answer before it goes.
      void tell(stopsAt ?? heard, { stopped: true });
      await stream?.return?.();
      await settle();
    },
    failure: () => failure,
    turns,
    path: async () => (await turns()).map(({ role, text }) => `${role}: ${text}`),
    phase: () => items.findLast((item) => item.kind === 'state')?.phase,
    kinds: () => items.flatMap(({ kind }) => (kind === 'state' ? [] : [kind])),
  };
}
