import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { connectService } from '../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../app/contract/memoryChannelPair.ts';
import { chatService } from '../../app/contract/services/chat.ts';
import { conversationsService } from '../../app/contract/services/conversations.ts';
import { voiceService } from '../../app/contract/services/voice.ts';
import type { Client } from '../../app/contract/Service.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { TalkItem } from '../../app/voice/TalkItem.ts';
import { createHost, type Host } from '../../main/host.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import type { Child } from '../../main/supervise/Spawn.ts';
import { type Home, prepareHome } from '../support/prepareHome.ts';
import { spokenClip } from '../support/spokenClip.ts';
import { starterFolder } from '../support/starterFolder.ts';

/** Samples of a piece: 32 ms at 16 kHz. */
const RATE = 16_000;
const PIECE = 512;
/** Seconds that a crowded machine may need for what takes one. */
const LONG = 120;
const folder = mkdtempSync(join(tmpdir(), 'headwater-talk-'));
const children: { name: string; child: Child }[] = [];
let home: Home | null = null;
let host: Host | null = null;
let voice: Client<typeof voiceService>;
let conversations: Client<typeof conversationsService>;
let chat: Client<typeof chatService>;
/** what the starter set's voice says, at 16 kHz */
let question: Int16Array;
let objection: Int16Array;

async function spoken(text: string, name: string): Promise<Int16Array | null> {
  const clip = await spokenClip(folder, [text], name);
  if (!clip) return null;
  const said = new Int16Array(clip.samples.slice().buffer);
  return Int16Array.from({ length: Math.floor((said.length * RATE) / clip.sampleRate) }, (_, at) => said[Math.floor((at * clip.sampleRate) / RATE)] ?? 0);
}

beforeAll(async () => {
  const speech = await starterFolder('voice', 'a conversation by voice with its real models');
  home = speech === null ? null : await prepareHome({ maxAnswerTokens: 120, threads: 1 });
  const [one, other] = [await spoken('Please tell me a long story about a river.', 'question'), await spoken('No, wait. Stop it and tell me about mountains instead.', 'objection')];
  if (speech === null || !home || !one || !other) return;
  [question, objection] = [one, other];
  process.env['HEADWATER_SPEECH_MODELS'] = speech;
  host = await createHost({
    home: home.path,
    kind: 'web',
    version: '0',
    openExternal: null,
    spawn(entry, options) {
      const child = forkSpawn(entry, options);
      // Voice activity and the voice are two processes of one kind; their logs tell them apart.
      children.push({ name: basename(options.logFile ?? options.name, '.log'), child });
      return child;
    },
  });
  const [near, far] = memoryChannelPair();
  host.serve(far);
  voice = connectService(near, voiceService);
  conversations = connectService(near, conversationsService);
  chat = connectService(near, chatService);
  host.models.start();
  await host.models.whenReady(new AbortController().signal);
  // Imported first, which takes its time; a window waits for it, too.
  await voice.prepareTalk({});
  for await (const { phase, problem } of voice.talkStatus({})) {
    if (phase === 'failed') throw new Error(problem ?? phase);
    if (phase === 'ready') break;
  }
});
beforeEach((context) => {
  if (!host) context.skip();
});
afterAll(async () => {
  await host?.close();
  await home?.remove();
  delete process.env['HEADWATER_SPEECH_MODELS'];
  rmSync(folder, { recursive: true, force: true });
});

/** A window in miniature: it feeds its microphone in real time, and plays what comes as a loudspeaker does. */
class Window {
  readonly items: TalkItem[] = [];
  readonly conversationId: string;
  #sessionId = '';
  #at = 0;
  #run = -1;
  #queued = 0;
  #heard = 0;
  #isPlaying = false;
  readonly #stream: AsyncIterableIterator<TalkItem>;

  constructor(conversationId: string) {
    this.conversationId = conversationId;
    this.#stream = voice.talk({ conversationId, pushToTalk: false });
  }

  static async open(): Promise<Window> {
    const window = new Window((await conversations.create({ temporary: false })).id);
    void window.#read();
    onTestFinished(() => window.leave());
    await expect.poll(() => window.#sessionId).not.toBe('');
    // A person is told to wait until the processes run; the microphone is open meanwhile.
    const isListening = () => window.items.some((item) => item.kind === 'state' && item.phase === 'listening');
    await window.listen(LONG, isListening);
    expect(isListening()).toBe(true);
    return window;
  }

  async #read(): Promise<void> {
    for await (const item of this.#stream) {
      this.items.push(item);
      if (item.kind === 'opened') this.#sessionId = item.sessionId;
      if (item.kind === 'play') [this.#run, this.#heard, this.#isPlaying] = [item.run, 0, true];
      if (item.kind === 'sound') this.#queued += Buffer.from(item.samples, 'base64').length / 2 / item.sampleRate;
      if (item.kind === 'silence') {
        [this.#queued, this.#isPlaying] = [0, false];
        void voice.played({ sessionId: this.#sessionId, run: this.#run, seconds: this.#heard, ended: false, stopped: true });
      }
    }
  }

  /** Feeds sound, or silence for so many seconds, until it ends or `until` holds. */
  async listen(sound: Int16Array | number, until: () => boolean | Promise<boolean> = () => false): Promise<void> {
    const samples = typeof sound === 'number' ? new Int16Array(sound * RATE) : sound;
    for (let at = 0; at < samples.length && !(await until()); at += PIECE) {
      const piece = samples.slice(at, at + PIECE);
      await sleep((piece.length * 1_000) / RATE);
      await voice.feed({ sessionId: this.#sessionId, at: this.#at, samples: Buffer.from(piece.buffer).toString('base64') });
      this.#at += piece.length;
      await this.#play(piece.length / RATE);
    }
  }

  async #play(seconds: number): Promise<void> {
    if (!this.#isPlaying) return;
    const now = Math.min(seconds, this.#queued);
    this.#queued -= now;
    this.#heard += now;
    await voice.played({ sessionId: this.#sessionId, run: this.#run, seconds: this.#heard, ended: this.#queued === 0, stopped: false });
  }

  get heard(): number {
    return this.#heard;
  }
  has(kind: TalkItem['kind']): boolean {
    return this.items.some((item) => item.kind === kind);
  }
  notices(): string[] {
    return this.items.flatMap((item) => (item.kind === 'state' && item.notice !== null ? [item.notice] : []));
  }
  async turns(): Promise<Turn[]> {
    return (await conversations.page({ id: this.conversationId, limit: 20, at: null })).turns;
  }
  async leave(): Promise<void> {
    await this.#stream.return?.();
    await voice.endTalk({});
  }
}

test('a spoken question becomes a message, is answered aloud, and interrupted: history is what was heard', async () => {
  const window = await Window.open();
  await window.listen(question);
  await window.listen(LONG, () => window.has('play') && window.heard > 1.5);
  const [message, answer] = await window.turns();
  expect(message).toMatchObject({ role: 'user', source: 'voice' });
  expect(message?.text.toLowerCase()).toContain('river');
  expect(answer).toMatchObject({ role: 'assistant', source: 'voice' });
  await window.listen(objection, () => window.has('silence'));
  await window.listen(LONG, () => window.has('silence'));
  await expect.poll(async () => (await window.turns())[1]?.state).toBe('interrupted');
  const cut = (await window.turns())[1]!;
  const sounds = window.items.filter((item) => item.kind === 'sound');
  // A beginning of what was sent, at the end of a word; all of it where a busy machine had sent no more than was heard.
  expect(cut.text.length).toBeGreaterThan(0);
  expect(cut.text.length).toBeLessThanOrEqual(sounds.at(-1)?.to ?? 0);
  expect(cut.text).toBe(cut.text.trim());
});

test.each(['speech', 'hearing', 'engine'])('kill -9 of the %s process in the midst of a question: told, and the next one is answered', async (name) => {
  const window = await Window.open();
  await window.listen(question.slice(0, question.length / 2));
  children.findLast((one) => one.name === name)?.child.kill();
  await window.listen(3);
  if (name === 'engine') await host!.models.whenReady(new AbortController().signal);
  else expect(window.notices().join(' ')).toContain('interrupted and goes on');
  await window.listen(question);
  // What was heard before may have been answered, too.
  const isAnswered = async () => {
    const turns = await window.turns();
    const asked = turns.findIndex(({ role, text }) => role === 'user' && text.toLowerCase().includes('river'));
    return asked !== -1 && turns.slice(asked).some(({ role, text }) => role === 'assistant' && text.length > 0);
  };
  await window.listen(LONG, isAnswered);
  expect(await isAnswered()).toBe(true);
  await chat.stop({ conversationId: window.conversationId });
});
