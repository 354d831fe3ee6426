import { Word } from '../../captions/Word.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Longest sound in one call: 60 s at 16 kHz. */
export const MAX_FINISHED_SAMPLES = 960_000;
/** Longest text that is given marks at once, in UTF-16 units. */
export const MAX_MARKED_TEXT = 20_000;

const Nothing = z.object({});
const Directory = z.string().min(1).max(4_096).nullable();
/** 16 kHz, one channel, int16 in little-endian bytes. */
const Samples = z.instanceof(Uint8Array);

/**
 * The process for what is done to speech after it was spoken: marks and capitals, who spoke, and a second, slower
 * listening. Each needs a model that a person installed.
 */
export const finishingService = defineService({
  name: 'finishing',
  calls: {
    /** Loads installed models (folders as the import left them); null for what is not there. Once per process. */
    load: {
      params: z.object({ punctuation: Directory, speakers: Directory, offline: Directory, threads: z.number().int().min(0).max(256) }),
      result: Nothing,
    },
    /** The same words with marks and capitals. */
    punctuate: { params: z.object({ text: z.string().max(MAX_MARKED_TEXT) }), result: z.object({ text: z.string() }) },
    /**
     * What a voice is told by: numbers whose direction counts, as float32 in little-endian bytes, of length 1. Null for
     * sound that is too short to tell.
     */
    voiceprint: { params: z.object({ samples: Samples }), result: z.object({ vector: z.instanceof(Uint8Array).nullable() }) },
    /** Writes down a stretch of speech in one go. Words without times of their own share that of the whole. */
    transcribe: { params: z.object({ samples: Samples, language: z.string().max(16).nullable().default(null) }), result: z.object({ words: z.array(Word) }) },
    residentBytes: { params: Nothing, result: z.object({ bytes: z.number().nonnegative() }) },
  },
  streams: {},
});
