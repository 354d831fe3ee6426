import { Phrase } from '../../captions/Phrase.ts';
import { Word } from '../../captions/Word.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Most sound in one call: ten seconds at 16 kHz. */
export const MAX_HEARD_SAMPLES = 160_000;
/** Longest sound written down at once: 30 s, what the model can hear. */
export const MAX_UTTERANCE_SAMPLES = 480_000;

const Nothing = z.object({});
const Id = z.string().min(1).max(64);
const Language = z.string().max(16).nullable().default(null);
/** 16 kHz, one channel, int16 in little-endian bytes. */
const Samples = z.instanceof(Uint8Array);

/**
 * The hearing process: our own speech graphs, or a streaming recogniser in their place. A sound (one microphone, one file) is opened, heard piece by piece, and
 * its phrases come as a stream. Where speech begins and ends is told by whoever calls, from voice activity.
 */
export const hearingService = defineService({
  name: 'hearing',
  calls: {
    /** Loads a compiled recognition model (a folder with `model.json`). Once per process. */
    load: {
      params: z.object({ directory: z.string().min(1).max(4_096), threads: z.number().int().min(0).max(256) }),
      result: z.object({ name: z.string(), languages: z.array(z.string()), loadSeconds: z.number().nonnegative() }),
    },
    /** `language`: one of those that `load` told; null: the model finds out, or knows but one. */
    open: { params: z.object({ soundId: Id, language: Language }), result: Nothing },
    /**
     * The next piece of a sound. `at`: index of its first sample; a jump is a gap and stays silent. `speech`: the
     * stretches of this piece and before that are speech, as sample indices, growing; an open one has no end yet.
     */
    hear: {
      params: z.object({
        soundId: Id,
        at: z.number().int().nonnegative(),
        samples: Samples,
        speech: z.array(z.object({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative().nullable() })).max(64),
      }),
      /** sound that waits to be looked at, in milliseconds */
      result: z.object({ behindMs: z.number().nonnegative() }),
    },
    /** Ends a sound: its last phrase is written down, then its stream ends. */
    close: { params: z.object({ soundId: Id }), result: Nothing },
    /** Writes down one stretch of speech of at most 30 s, in one go. */
    transcribe: { params: z.object({ samples: Samples, language: Language }), result: z.object({ words: z.array(Word) }) },
    residentBytes: { params: Nothing, result: z.object({ bytes: z.number().nonnegative() }) },
  },
  streams: {
    /** The newest state of the phrase that is spoken, and each final one; a slow consumer misses only what was replaced. */
    phrases: { params: z.object({ soundId: Id }), item: Phrase },
    /** Whether its model runs, at every change: who shares the cores makes way meanwhile. Only the newest state waits. */
    busy: { params: Nothing, item: z.object({ busy: z.boolean() }) },
  },
});
