import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Most sound in one call: ten seconds at 16 kHz. */
export const MAX_LISTENED_SAMPLES = 160_000;
/** Longest text spoken in one go, in UTF-16 units. */
export const MAX_SPOKEN_TEXT = 20_000;

const Nothing = z.object({});
const Id = z.string().min(1).max(64);
const Samples = z.instanceof(Uint8Array);

/** A voice to speak with. */
export const Voice = z.object({
  /** a folder as the import left it */
  directory: z.string().min(1).max(4_096),
  /** the folder of espeak-ng's data, which lies apart (it is under the GPL); null for a voice that needs none */
  phonemes: z.string().min(1).max(4_096).nullable(),
  /** 0: as many as the machine has cores */
  threads: z.number().int().min(0).max(256),
});
export type Voice = z.infer<typeof Voice>;

/**
 * The speech process, around sherpa-onnx: voice activity and synthesis. (Streaming recognisers, when installed, speak
 * the same language as `hearingService`.)
 */
export const speechService = defineService({
  name: 'speech',
  calls: {
    /** Loads a voice activity model, after a look at its inputs and a test on speech that is known to be speech. */
    loadActivity: { params: z.object({ file: z.string().min(1).max(4_096) }), result: Nothing },
    /** Begins to listen to a sound. */
    listen: {
      params: z.object({
        soundId: Id,
        /** silence that ends speech, in milliseconds */
        silenceMs: z.number().int().min(50).max(5_000).default(300),
        threshold: z.number().min(0.05).max(0.95).default(0.5),
      }),
      result: Nothing,
    },
    /**
     * The next piece: 16 kHz, one channel, int16 little-endian; `at` is the index of its first sample. Returned are the
     * stretches of speech that began, went on or ended in it, in sample indices, padded; `to` is null while it goes on.
     */
    hear: {
      params: z.object({ soundId: Id, at: z.number().int().nonnegative(), samples: Samples }),
      result: z.object({
        speech: z.array(z.object({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative().nullable() })),
        /** root mean square of the piece, 0 to 1 */
        level: z.number().min(0).max(1),
      }),
    },
    /** Ends a sound; speech that went on ends with it. */
    leave: { params: z.object({ soundId: Id }), result: Nothing },
    /**
     * Loads a voice. Another voice replaces it; what is being said is said to its end. The native library reads one
     * folder of phonemes in its life: a voice with another one is refused with `busy`, and needs a fresh process.
     */
    loadVoice: {
      params: Voice,
      result: z.object({ name: z.string(), sampleRate: z.number().int().positive(), speakers: z.number().int().positive() }),
    },
    residentBytes: { params: Nothing, result: z.object({ bytes: z.number().nonnegative() }) },
  },
  streams: {
    /** Says a text, a chunk at a time: the first one short, so that it begins soon. Cancelling stops between two chunks. */
    speak: {
      params: z.object({
        text: z.string().max(MAX_SPOKEN_TEXT),
        speaker: z.number().int().nonnegative().default(0),
        speed: z.number().min(0.5).max(2).default(1),
      }),
      item: z.object({
        /** what of the text is said in it, as it stands there: from and to in UTF-16 units */
        from: z.number().int().nonnegative(),
        to: z.number().int().nonnegative(),
        /** int16 little-endian, one channel */
        samples: Samples,
        sampleRate: z.number().int().positive(),
      }),
    },
  },
});
