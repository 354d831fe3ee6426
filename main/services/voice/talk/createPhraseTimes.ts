import type { Turn } from '../../../../app/conversation/Turn.ts';
import type { HeardPhrase } from '../../../../app/voice/VoiceState.ts';

type MediaTime = NonNullable<Turn['mediaTime']>;

/** Phrases whose time is remembered: a turn has a dozen. */
const REMEMBERED = 500;

/** When phrases were said, on the clock of the session's sound. */
export interface PhraseTimes {
  note(phrase: number, startMs: number, endMs: number): void;
  /** From the first to the last word of a turn. */
  of(phrases: readonly Pick<HeardPhrase, 'number'>[]): MediaTime;
}

export function createPhraseTimes(): PhraseTimes {
  const times = new Map<number, MediaTime>();
  return {
    note(phrase, startMs, endMs) {
      times.delete(phrase);
      times.set(phrase, { startMs, endMs });
      for (const number of times.keys()) {
        if (times.size <= REMEMBERED) break;
        times.delete(number);
      }
    },
    of(phrases) {
      const said = phrases.flatMap(({ number }) => times.get(number) ?? []);
      if (said.length === 0) return { startMs: 0, endMs: 0 };
      return { startMs: Math.min(...said.map(({ startMs }) => startMs)), endMs: Math.max(...said.map(({ endMs }) => endMs)) };
    },
  };
}
