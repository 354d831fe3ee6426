import { base64OfBytes } from '../../app/captions/base64OfBytes.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { voiceService } from '../../app/contract/services/voice.ts';
import type { SpokenChunk } from '../../app/voice/SpokenChunk.ts';
import type { PrepareStatus } from '../../app/models/PrepareStatus.ts';
import { TestTalk } from './TestTalk.test-helper.ts';

const RATE = 16_000;

/** A voice of the host in memory: every word of a text is a chunk of one second, made when it is asked for. */
export class TestVoice {
  status: PrepareStatus = { phase: 'ready', models: [], progress: null, problem: null };
  readonly talk: TestTalk;
  /** the words that were made, of all texts */
  readonly said: string[] = [];
  /** texts whose reading was ended before its end */
  readonly cancelled: string[] = [];
  /** thrown when this word is to be said */
  refusal: { readonly word: string; readonly error: Error } | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.talk = new TestTalk(changed);
  }

  setStatus(changes: Partial<PrepareStatus>): Record<string, never> {
    this.status = { ...this.status, ...changes };
    this.#changed();
    return {};
  }

  handlers(states: <T>(read: () => T, signal: AbortSignal) => AsyncIterable<T>): Handlers<typeof voiceService> {
    return {
      ...this.talk.handlers(states),
      prepare: () => this.setStatus({ phase: 'downloading', progress: { doneBytes: 16_000_000, totalBytes: 64_000_000, bytesPerSecond: 8_000_000 } }),
      cancelPrepare: () => this.setStatus({ phase: 'absent', progress: null }),
      status: (_, signal) => states(() => this.status, signal),
      readAloud: ({ text }, signal) => this.#read(text, signal),
    };
  }

  async *#read(text: string, signal: AbortSignal): AsyncGenerator<SpokenChunk> {
    signal.addEventListener('abort', () => this.cancelled.push(text), { once: true });
    for (const { index, 0: word } of text.matchAll(/\p{L}\S*/gu)) {
      if (this.refusal?.word === word) throw this.refusal.error;
      this.said.push(word);
      yield { from: index, to: index + word.length, samples: base64OfBytes(new Uint8Array(2 * RATE)), sampleRate: RATE };
    }
  }
}
