import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** What is looked at: the last eight seconds, at 16 kHz. */
export const TURN_SAMPLES = 128_000;

/**
 * The process that hears whether somebody has said all there was to say. It is one of its own: the answer is wanted within
 * hundredths of a second, and a process that writes speech down is busy for tenths.
 */
export const turnService = defineService({
  name: 'turn',
  calls: {
    /** Loads an installed model, after a try on silence and on noise. Once per process. */
    load: { params: z.object({ directory: z.string().min(1).max(4_096) }), result: z.object({ name: z.string() }) },
    /**
     * How sure it is that a turn is complete, 0 to 1; more than 0.5 is. `samples`: 16 kHz, one channel, int16 in
     * little-endian bytes, up to the end of speech and the silence after it; what is longer ago than eight seconds is left out.
     */
    complete: { params: z.object({ samples: z.instanceof(Uint8Array) }), result: z.object({ probability: z.number().min(0).max(1) }) },
  },
  streams: {},
});
