import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { spreadWords } from '../../../app/captions/spreadWords.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { storeService } from '../../store/storeService.ts';
import type { SecondHearing } from './createSecondHearing.ts';

/** Lines that are listened to together: the more is heard at once, the more of it is understood. Milliseconds. */
const ENOUGH_MS = 18_000;
/** What a recogniser takes at once. */
const MOST_MS = 28_000;
/** A silence so long parts what is said before it from what is said after it. */
const SILENCE_MS = 3_000;
/** Sound before the first word and after the last. */
const MARGIN_MS = 200;
/** Stretches that wait: ten minutes of sound and more. What comes then keeps its live text alone. */
const MOST_WAITING = 40;
/** Failures in a row after which it gives up. */
const FAILURES = 3;
const RETRY_MS = 1_000;

type Line = Pick<CaptionLine, 'id' | 'startMs' | 'endMs' | 'text'>;

export interface CorrectorContext {
  readonly recordingId: string;
  readonly store: Pick<Client<typeof storeService>, 'correctLines'>;
  readonly hearing: Pick<SecondHearing, 'transcribe'>;
  readonly language: () => string | null;
  /** lines that will come, where that is known */
  readonly expected?: number;
  /** Sound between two times of the recording. */
  sound(fromMs: number, toMs: number): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  /** lines that have a corrected text now */
  onLines(lines: readonly CaptionLine[]): void;
  onProgress(): void;
  /** a sentence: why it ended before its time */
  onProblem(sentence: string): void;
}

/** Makes a corrected copy of lines, one stretch after the other. */
export interface Corrector {
  /** A line that was stored, in order. Its sound is asked for before this returns, or when those after it are there. */
  add(line: Line): void;
  /** Resolves when all stretches that wait now are through. */
  settled(): Promise<void>;
  /** No line comes any more: resolves when all are through. */
  end(): Promise<void>;
  cancel(): void;
  /** lines that were listened to again, and all */
  progress(): { readonly done: number; readonly total: number };
}

export function createCorrector(context: CorrectorContext): Corrector {
  const { recordingId, store, hearing, language, expected = 0 } = context;
  let group: Line[] = [];
  let [done, total, waiting, failures] = [0, 0, 0, 0];
  let stopped = false;
  let work: Promise<void> = Promise.resolve();

  const correct = async (lines: readonly Line[], samples: Uint8Array<ArrayBuffer>): Promise<void> => {
    const words = await hearing.transcribe(samples, language());
    const texts = spreadWords(lines.map(({ text }) => text), words.map(({ text }) => text).join(''));
    if (!texts || stopped) return;
    const changed = lines.flatMap(({ id }, at) => ({ id, text: texts[at] ?? '' }));
    context.onLines((await store.correctLines({ recordingId, lines: changed })).lines);
  };
  const take = async (lines: readonly Line[], sound: Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>): Promise<void> => {
    try {
      const samples = await sound;
      for (; !stopped && samples.length > 0;) {
        try {
          await correct(lines, samples);
          failures = 0;
          break;
        } catch (error) {
          failures += 1;
          if (failures < FAILURES) await sleep(RETRY_MS, undefined, { ref: false });
          else {
            stopped = true;
            context.onProblem(`The corrected copy ends here, and the live text is safe: ${AppError.toValue(error).message}`);
          }
        }
      }
    } finally {
      waiting -= 1;
      done += lines.length;
      context.onProgress();
    }
  };
  const close = (): void => {
    const lines = group;
    group = [];
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last || stopped) return;
    if (waiting >= MOST_WAITING) {
      done += lines.length;
      return;
    }
    waiting += 1;
    const to = Math.min(last.endMs + MARGIN_MS, first.startMs + MOST_MS);
    // Asked for now: of a recording whose sound is not kept it is soon gone.
    const sound = context.sound(Math.max(0, first.startMs - MARGIN_MS), to);
    work = work.then(() => take(lines, sound)).catch((error: unknown) => console.error('A corrected copy was not made:', error));
  };
  return {
    add(line) {
      if (stopped) return;
      const [first, last] = [group[0], group.at(-1)];
      if (first && last && (line.startMs - last.endMs > SILENCE_MS || line.endMs - first.startMs > MOST_MS - MARGIN_MS)) close();
      group.push(line);
      total += 1;
      if (line.endMs - group[0]!.startMs >= ENOUGH_MS) close();
    },
    settled: () => work,
    async end() {
      close();
      await work;
    },
    cancel() {
      stopped = true;
      group = [];
    },
    progress: () => ({ done, total: Math.max(total, expected) }),
  };
}
