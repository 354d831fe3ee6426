import { MAX_TURN_TEXT } from '../../conversation/Turn.ts';
import { PrepareStatus } from '../../models/PrepareStatus.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Most sound of one chunk, as base64 text: two minutes at 48 kHz. */
export const MAX_CHUNK_TEXT = 16_000_000;

const Nothing = z.object({});

/** A piece of a text as it sounds. */
export const SpokenChunk = z.object({
  /** what of the text is said in it, as it stands there: from and to in UTF-16 units */
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  /** int16 little-endian, one channel, as base64 */
  samples: z.string().max(MAX_CHUNK_TEXT),
  sampleRate: z.number().int().min(8_000).max(192_000),
});
export type SpokenChunk = z.infer<typeof SpokenChunk>;

/** A voice that reads messages aloud. */
export const voiceService = defineService({
  name: 'voice',
  calls: {
    /** Fetches and imports what the voice needs. Returns at once; the status tells. */
    prepare: { params: Nothing, result: Nothing },
    /** Stops fetching; what was fetched is kept for the next time. */
    cancelPrepare: { params: Nothing, result: Nothing },
  },
  streams: {
    status: { params: Nothing, item: PrepareStatus },
    /**
     * Reads a text in Markdown aloud, a chunk at a time: marks, code and addresses as a person would say them, or not
     * at all. Nothing is made ahead of what is asked for but one chunk. Fails with `no-model` when the voice has to be
     * fetched first, with `crashed` when its process ended in the midst of it.
     */
    readAloud: { params: z.object({ text: z.string().max(MAX_TURN_TEXT) }), item: SpokenChunk },
  },
});
