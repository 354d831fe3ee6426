import { setTimeout as sleep } from 'node:timers/promises';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CaptionModels, CaptionProcesses } from './CaptionModels.ts';
import { type HeardSound, hearSound, type Listening } from './hearSound.ts';
import { LIVE_LIMITS } from './liveLimits.ts';
import { piecesOf } from './piecesOf.ts';
import { SAMPLE_RATE, type SoundPiece } from './SoundPiece.ts';
import { SoundQueue } from './SoundQueue.ts';

export interface LiveHearingContext {
  readonly models: Pick<CaptionModels, 'whenReady'>;
  /** a source that can wait: it is slowed down instead of having sound left out */
  readonly patient: boolean;
  /** Sound on its way to be heard. */
  readonly onSound?: (piece: SoundPiece) => void;
  /** the language that is spoken; null: the recogniser finds out, or knows but one */
  language(): string | null;
  /** Gets the phrases one after the other, each when it has done with the one before. */
  readonly onPhrase: (phrase: Phrase) => Promise<void>;
  /** A process ended, and hearing begins anew: what was heard of the phrase that was being spoken is all that comes of it. */
  readonly onLost: () => Promise<void> | void;
  /** After that, sound to hear once more; `at` is the index of the sample at which it goes on. Without it that phrase is lost. */
  readonly again?: (at: number) => SoundPiece | null;
  /** The processes run and hear. */
  readonly onHearing?: () => void;
  /** a sentence for the person */
  readonly onNotice: (sentence: string) => void;
  /** Hearing cannot go on. */
  readonly onGivenUp: (error: AppError) => void;
  readonly listening?: Listening;
  /** When no sound came for so many milliseconds, what was being spoken is over. Never by default. */
  readonly quietMs?: number;
  readonly limits?: Partial<typeof LIVE_LIMITS>;
}

/** A sound that is being heard: pieces in, phrases out. */
export interface LiveHearing {
  /** Takes a piece of sound; of a patient source it resolves when there is room for more. */
  push(piece: SoundPiece): Promise<void>;
  /** sound that was not looked at, in milliseconds */
  behindMs(): number;
  /** No more sound: resolves once the last phrase was taken, or that was given up. */
  end(): Promise<void>;
}

/** Phrases that may still come of a sound that is being left. */
const SPARE_NUMBERS = 100;

const ms = (samples: number): number => (samples * 1_000) / SAMPLE_RATE;

/**
 * Hands sound to the speech and hearing processes, one piece after the other, and tells what they hear. When one of the
 * two ends, both begin anew as soon as they run again, at the sound that waits or at what `again` still has: at most the
 * unfinished phrase is lost.
 */
export function createLiveHearing(context: LiveHearingContext): LiveHearing {
  const { models, patient } = context;
  const limits = { ...LIVE_LIMITS, ...context.limits };
  const queue = new SoundQueue(limits.waiting);
  const closing = new AbortController();
  let sound: (HeardSound & { isLost: boolean }) | null = null;
  let nextNumber = 0;
  let failures = 0;
  let unheardMs = 0;
  let leftOut = 0;
  let ended = false;
  /** until here sound was heard once more */
  let heardAgain = 0;
  let moved = Promise.withResolvers<void>();
  /** Whoever waits for room or for sound looks again. */
  const move = (): void => {
    moved.resolve();
    moved = Promise.withResolvers();
  };

  const onPhrase = async (phrase: Phrase): Promise<void> => {
    nextNumber = Math.max(nextNumber, phrase.number + 1);
    await context.onPhrase(phrase);
  };

  /** The unfinished phrase is lost, and what was spoken before it is safe. Returns what is to be heard once more. */
  const lose = async (cause: unknown, at: number): Promise<SoundPiece[]> => {
    const lost = sound;
    sound = null;
    unheardMs = 0;
    // A last phrase of it may come while the next sound counts already.
    nextNumber += SPARE_NUMBERS;
    // Where hearing still runs, its last phrase is written down.
    if (lost) await Promise.race([lost.close().catch(() => undefined), sleep(limits.leaveMs, undefined, { ref: false })]);
    failures += 1;
    if (failures > limits.failures) throw cause;
    // What it has still to tell is heard once more.
    if (lost && context.again) lost.isLost = true;
    await context.onLost();
    const missed = context.again?.(at);
    // Sound at which a process ends is not heard a third time.
    if (!missed || missed.at < heardAgain) return [];
    heardAgain = at;
    return piecesOf(missed, limits.piece);
  };
  const open = async (processes: CaptionProcesses, at: number): Promise<HeardSound & { isLost: boolean }> => {
    const state = { isLost: false };
    const take = (phrase: Phrase): Promise<void> => (state.isLost ? Promise.resolve() : onPhrase(phrase));
    const heard = await hearSound(processes, { at, firstNumber: nextNumber, language: context.language(), onPhrase: take, ...context.listening });
    context.onHearing?.();
    return Object.assign(state, heard);
  };

  const hear = async (piece: SoundPiece): Promise<void> => {
    context.onSound?.(piece);
    for (let waiting = [piece], [next] = waiting; next; [next] = waiting) {
      const processes = await models.whenReady(closing.signal);
      try {
        sound ??= await open(processes, next.at);
        unheardMs = await sound.hear(next);
        failures = 0;
        // What it has not looked at waits here, where it is bounded.
        while (unheardMs > limits.behindMs && !closing.signal.aborted) {
          await sleep(limits.pauseMs, undefined, { signal: closing.signal });
          unheardMs = await sound.behind();
        }
        waiting = waiting.slice(1);
      } catch (error) {
        if (closing.signal.aborted) throw error;
        const isBusy = error instanceof AppError && error.code === 'busy' && sound !== null;
        if (isBusy) await sleep(limits.pauseMs, undefined, { signal: closing.signal });
        else waiting = [...(await lose(error, next.at)), ...waiting];
      }
    }
  };

  /** Nothing comes any more, as of a device that was unplugged: what was being spoken is over. */
  const leave = async (): Promise<void> => {
    const left = sound;
    sound = null;
    unheardMs = 0;
    await left?.close().catch(() => context.onNotice('Hearing was interrupted while there was no sound: the last phrase may be missing.'));
  };
  /** False when nothing came for the time after which that is worth something. */
  const comes = (): Promise<boolean> => {
    const some = moved.promise.then(() => true);
    if (context.quietMs === undefined || !sound) return some;
    const stopped = new AbortController();
    const none = sleep(context.quietMs, false, { ref: false, signal: stopped.signal }).catch(() => true);
    return Promise.race([some, none]).finally(() => stopped.abort());
  };

  const work = async (): Promise<void> => {
    for (;;) {
      const piece = queue.take(limits.piece);
      if (piece) {
        move();
        await hear(piece);
      } else if (ended) break;
      else if (!(await comes())) await leave();
    }
    await sound?.close().catch(() => context.onNotice('Hearing was interrupted at its end: the last phrase may be missing.'));
  };
  const working = work()
    .catch((error: unknown) => {
      if (!closing.signal.aborted) context.onGivenUp(AppError.fromValue(AppError.toValue(error)));
    })
    .finally(() => {
      ended = true;
      queue.clear();
      move();
    });

  return {
    async push(piece) {
      if (ended) return;
      const mustWait = (): boolean => !ended && queue.samples > 0 && queue.samples + piece.samples.length / 2 > limits.waiting;
      if (patient) while (mustWait()) await moved.promise;
      if (ended) return;
      if (queue.push(piece)) {
        if (leftOut > 0) context.onNotice(`This machine fell behind: ${(ms(leftOut) / 1_000).toFixed(1)} s of sound were not written down.`);
        leftOut = 0;
        move();
        return;
      }
      if (leftOut === 0) context.onNotice('This machine cannot keep up: some sound is not written down until it can again.');
      leftOut += piece.samples.length / 2;
    },
    behindMs: () => ms(queue.samples) + unheardMs,
    async end() {
      ended = true;
      move();
      const limit = sleep(limits.endMs, 'late' as const, { ref: false });
      if ((await Promise.race([working, limit])) !== 'late') return;
      closing.abort(new AppError('cancelled', 'Hearing was ended.'));
      context.onNotice('The last phrases took too long and were not written down.');
      await Promise.race([working, sleep(limits.pauseMs)]);
    },
  };
}
