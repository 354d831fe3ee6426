import { base64OfBytes } from '../../app/captions/base64OfBytes.ts';
import { bytesOfBase64 } from '../../app/captions/bytesOfBase64.ts';
import type { AppError } from '../../app/contract/AppError.ts';
import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { voiceService } from '../../app/contract/services/voice.ts';
import type { PrepareStatus } from '../../app/models/PrepareStatus.ts';
import type { TalkItem } from '../../app/voice/TalkItem.ts';

const RATE = 16_000;
type TalkState = Extract<TalkItem, { kind: 'state' }>;
type TalkHandlers = Pick<
  Handlers<typeof voiceService>,
  'prepareTalk' | 'cancelPrepareTalk' | 'feed' | 'played' | 'press' | 'release' | 'mute' | 'endTalk' | 'talkStatus' | 'talking' | 'talk'
>;

/** Conversations by voice of the host in memory: what the window does is noted, and a test says what happens. */
export class TestTalk {
  status: PrepareStatus = { phase: 'ready', models: [], progress: null, problem: null };
  /** what the window asked for, in order: `feed` and `played` apart */
  readonly asked: string[] = [];
  /** int16 samples that were fed, of all sessions */
  readonly fed: number[] = [];
  readonly played: { run: number; seconds: number; ended: boolean; stopped: boolean }[] = [];
  /** of the sessions that were begun */
  readonly sessions: { readonly conversationId: string; readonly pushToTalk: boolean; ended: boolean }[] = [];
  /** another window talks */
  elsewhere = false;
  /** a session is refused with this */
  refusal: AppError | null = null;
  #items: Mailbox<TalkItem> | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  setElsewhere(elsewhere: boolean): void {
    this.elsewhere = elsewhere;
    this.#changed();
  }

  setStatus(changes: Partial<PrepareStatus>): Record<string, never> {
    this.status = { ...this.status, ...changes };
    this.#changed();
    return {};
  }

  send(...items: readonly TalkItem[]): void {
    for (const item of items) this.#items?.push(item);
  }

  state(phase: TalkState['phase'], words: Partial<TalkState> = {}): void {
    this.send({ kind: 'state', phase, stable: '', tentative: '', notice: null, ...words });
  }

  /** A chunk of an answer: a tone of so many seconds. */
  sound(run: number, seconds: number): void {
    const samples = Int16Array.from({ length: Math.round(seconds * RATE) }, (_, at) => 8_000 * Math.sin((2 * Math.PI * 300 * at) / RATE));
    this.send({ kind: 'sound', run, from: 0, to: 10, samples: base64OfBytes(new Uint8Array(samples.buffer)), sampleRate: RATE });
  }

  /** The session ends at the host: by itself, or over an error. */
  fail(error: AppError | null): void {
    const last = this.sessions.at(-1);
    if (last) last.ended = true;
    if (error) this.#items?.fail(error);
    else this.#items?.end();
    this.#changed();
  }

  handlers(states: <T>(read: () => T, signal: AbortSignal) => AsyncIterable<T>): TalkHandlers {
    const note = (what: string) => (this.asked.push(what), {});
    return {
      prepareTalk: () => this.setStatus({ phase: 'downloading', progress: { doneBytes: 40_000_000, totalBytes: 160_000_000, bytesPerSecond: 8_000_000 } }),
      cancelPrepareTalk: () => this.setStatus({ phase: 'absent', progress: null }),
      endTalk: () => {
        this.fail(null);
        this.setElsewhere(false);
        return {};
      },
      talking: (_, signal) => states(() => ({ conversationId: this.elsewhere ? 'elsewhere' : (this.sessions.find(({ ended }) => !ended)?.conversationId ?? null) }), signal),
      talkStatus: (_, signal) => states(() => this.status, signal),
      feed: ({ samples }) => (this.fed.push(...new Int16Array(bytesOfBase64(samples).buffer)), { behindMs: 0 }),
      played: ({ run, seconds, ended, stopped }) => (this.played.push({ run, seconds, ended, stopped }), {}),
      press: () => note('press'),
      release: () => note(`release after ${this.fed.length}`),
      mute: ({ muted }) => note(muted ? 'mute' : 'unmute'),
      talk: ({ conversationId, pushToTalk }, signal) => this.#talk(conversationId, pushToTalk, signal),
    };
  }

  #talk(conversationId: string, pushToTalk: boolean, signal: AbortSignal): AsyncIterable<TalkItem> {
    if (this.refusal) throw this.refusal;
    const session = { conversationId, pushToTalk, ended: false };
    this.sessions.push(session);
    const items = new Mailbox<TalkItem>();
    this.#items = items;
    const over = (): void => {
      session.ended = true;
      items.end();
      this.#changed();
    };
    signal.addEventListener('abort', over, { once: true });
    this.#changed();
    this.send({ kind: 'opened', sessionId: `s${this.sessions.length}` });
    this.state('listening');
    return items;
  }
}
