import { randomUUID } from 'node:crypto';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import type { Word } from '../../../app/captions/Word.ts';
import type { CaptionProcesses } from './CaptionModels.ts';
import { SAMPLE_RATE, type SoundPiece } from './SoundPiece.ts';

/** Stretches of speech of one piece; a piece of five seconds has a dozen at most. */
const MAX_STRETCHES = 64;

/** A stretch of speech in samples of the sound; `to` is null while it goes on. */
export interface HeardStretch {
  readonly from: number;
  readonly to: number | null;
}

/** How a sound is listened to, and who hears of more than its phrases. */
export interface Listening {
  /** silence that ends speech, in milliseconds */
  readonly silenceMs?: number;
  /** What of the speech in the sound up to sample `end` counts; all of it by default. */
  readonly chooseSpeech?: (end: number, stretches: readonly HeardStretch[]) => readonly HeardStretch[];
  /** Voice activity in the piece that was just heard: what began, went on or ended. */
  readonly onSpeech?: (stretches: readonly HeardStretch[]) => void;
}

/** A sound that both processes have open: one life of it, until one of them ends. */
export interface HeardSound {
  /** The next piece. Returns how much speech waits to be looked at, in milliseconds. */
  hear(piece: SoundPiece): Promise<number>;
  /** The same, of sound that was given already. */
  behind(): Promise<number>;
  /** No more sound: resolves once its last phrase was told. Rejects when a process ended before. */
  close(): Promise<void>;
  /** Rejects when the phrases stop coming before the close; resolves after it. */
  readonly phrases: Promise<void>;
}

interface Opening extends Listening {
  readonly at: number;
  readonly firstNumber: number;
  readonly language: string | null;
  readonly onPhrase: (phrase: Phrase) => Promise<void>;
}

/**
 * Opens a sound at both processes; `onPhrase` gets its phrases one after the other, each when it has done with the one
 * before. Inside, its clock begins with its first sample: a sound that is opened again after hours has no long gap.
 *
 * @param at index of its first sample in the recording
 * @param language of what is spoken, as `hearing` knows it; null: it finds out
 * @param firstNumber what its phrases are counted from
 */
export async function hearSound(
  { speech, hearing }: CaptionProcesses,
  { at, firstNumber, language, onPhrase, silenceMs, chooseSpeech, onSpeech }: Opening,
): Promise<HeardSound> {
  const soundId = randomUUID();
  const startMs = (at * 1_000) / SAMPLE_RATE;
  let next = 0;
  const moved = (word: Word): Word => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs });
  const read = async (): Promise<void> => {
    for await (const phrase of hearing.phrases({ soundId })) {
      await onPhrase({
        ...phrase,
        number: phrase.number + firstNumber,
        committed: phrase.committed.map(moved),
        tentative: phrase.tentative.map(moved),
        heardMs: phrase.heardMs + startMs,
      });
    }
  };
  await speech.listen({ soundId, ...(silenceMs !== undefined && { silenceMs }) });
  await hearing.open({ soundId, language });
  const phrases = read();
  // Looked at when the sound is closed, or raced with what is heard.
  phrases.catch(() => undefined);
  const hear = async (samples: Uint8Array<ArrayBuffer>, from: number): Promise<number> => {
    const heard = await speech.hear({ soundId, at: from, samples });
    next = from + samples.length / 2;
    const told = heard.speech.map((stretch) => shifted(stretch, at));
    const chosen = chooseSpeech?.(next + at, told) ?? told;
    onSpeech?.(chosen);
    const stretches = chosen.map((stretch) => shifted(stretch, -at));
    return (await hearing.hear({ soundId, at: from, samples, speech: stretches.slice(-MAX_STRETCHES) })).behindMs;
  };
  return {
    phrases,
    hear: (piece) => hear(piece.samples, piece.at - at),
    behind: async () => (await hearing.hear({ soundId, at: next, samples: new Uint8Array(), speech: [] })).behindMs,
    async close() {
      // Speech that goes on ends with its sound in hearing; a speech process that is gone has nothing to add.
      await speech.leave({ soundId }).catch(() => undefined);
      await hearing.close({ soundId });
      await phrases;
    },
  };
}

/** A stretch on a clock that began `by` samples earlier. */
const shifted = ({ from, to }: HeardStretch, by: number): HeardStretch => ({ from: from + by, to: to === null ? null : to + by });
