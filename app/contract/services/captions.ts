import { TranslationLanguage } from '../../captions/translation/TranslationLanguage.ts';
import { CaptionLine, MAX_LINE_TEXT, MAX_SPEAKER } from '../../captions/CaptionLine.ts';
import { Phrase } from '../../captions/Phrase.ts';
import { MAX_RECORDING_TITLE, Recording, SoundSource } from '../../captions/Recording.ts';
import { PrepareStatus } from '../../models/PrepareStatus.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Most sound in one call, as base64 text: five seconds. */
export const MAX_SOUND_TEXT = 220_000;
/** Lines of one page. */
export const MAX_CAPTION_PAGE = 200;

const Nothing = z.object({});
const Id = z.string().min(1).max(64);
const Pair = z.object({ from: TranslationLanguage, to: TranslationLanguage });

/** How it stands with what captions need: recognition and voice activity. */
export const CaptionsStatus = PrepareStatus.extend({
  /** who writes down, and the languages that it can be told, if any; untold it finds out, or knows but one */
  recogniser: z.object({ name: z.string().max(200), languages: z.array(z.string().max(40)).max(500) }),
});
export type CaptionsStatus = z.infer<typeof CaptionsStatus>;

export const CaptionsEvent = z.discriminatedUnion('kind', [
  /** the phrase that is being spoken, replacing the one before; null: nobody speaks */
  z.object({ kind: z.literal('phrase'), phrase: Phrase.nullable() }),
  /** a finished line, new or changed by the person */
  z.object({ kind: z.literal('line'), line: CaptionLine }),
  z.object({ kind: z.literal('removed'), lineId: Id }),
  /** a line in another language, for good; null: the clause that is being spoken, as far as its translation is steady */
  z.object({
    kind: z.literal('translation'),
    lineId: Id.nullable(),
    language: TranslationLanguage,
    text: z.string().max(MAX_LINE_TEXT),
    /** of its corrected text */
    corrected: z.boolean().optional(),
  }),
  /** into which language it is translated from now on */
  z.object({ kind: z.literal('translating'), to: TranslationLanguage.nullable() }),
  z.object({
    kind: z.literal('state'),
    recording: Recording,
    /** how far the text is behind the sound, in milliseconds */
    behindMs: z.number().nonnegative(),
    /** lines that were listened to again for the corrected copy, and all; null when none is being made */
    correcting: z.object({ done: z.number().int().nonnegative(), total: z.number().int().nonnegative() }).nullable(),
    /** a sentence: hearing was restarted, sound is missing, … */
    notice: z.string().max(1_000).nullable(),
  }),
]);
export type CaptionsEvent = z.infer<typeof CaptionsEvent>;

export const ExportFormat = z.enum(['txt', 'srt', 'vtt', 'json', 'md']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Captions: sound in, lines out, kept as recordings. */
export const captionsService = defineService({
  name: 'captions',
  calls: {
    /** Fetches, imports and starts what captions need. */
    prepare: { params: Nothing, result: Nothing },
    cancelPrepare: { params: Nothing, result: Nothing },
    start: {
      params: z.object({
        source: SoundSource,
        title: z.string().trim().max(MAX_RECORDING_TITLE),
        keepSound: z.boolean(),
        remembered: z.boolean(),
        /** a second, slower listening makes a corrected copy of the lines as they come */
        corrected: z.boolean().optional(),
      }),
      result: Recording,
    },
    /**
     * The next piece of sound: 16 kHz, one channel, int16 little-endian, as base64; `at` is the index of its first
     * sample from the start of the recording. A jump is a gap.
     */
    feed: {
      params: z.object({ recordingId: Id, at: z.number().int().nonnegative(), samples: z.base64().max(MAX_SOUND_TEXT) }),
      result: z.object({ behindMs: z.number().nonnegative() }),
    },
    /** Ends a recording; resolves once its last line is written. */
    stop: { params: z.object({ recordingId: Id }), result: Recording },
    change: {
      params: z.object({ recordingId: Id, title: z.string().trim().min(1).max(MAX_RECORDING_TITLE).optional(), remembered: z.boolean().optional() }),
      result: Recording,
    },
    /** Deletes a recording with its sound. `restore` takes that back until it is purged, ten seconds later at the earliest. */
    remove: { params: z.object({ recordingId: Id }), result: Nothing },
    restore: { params: z.object({ recordingId: Id }), result: Nothing },
    /** Lines in their order, from this index on; `total`: one past the greatest index (lines that were removed leave gaps). */
    lines: {
      params: z.object({ recordingId: Id, from: z.number().int().nonnegative(), limit: z.number().int().min(1).max(MAX_CAPTION_PAGE) }),
      result: z.object({ lines: z.array(CaptionLine), total: z.number().int().nonnegative() }),
    },
    editLine: { params: z.object({ lineId: Id, text: z.string().trim().min(1).max(MAX_LINE_TEXT) }), result: CaptionLine },
    removeLine: { params: z.object({ lineId: Id }), result: Nothing },
    /** Names a speaker everywhere in a recording, or the speaker of one line. */
    nameSpeaker: {
      params: z.object({ recordingId: Id, lineId: Id.nullable(), from: z.string().max(MAX_SPEAKER).nullable(), to: z.string().trim().max(MAX_SPEAKER).nullable() }),
      result: Nothing,
    },
    /** Lines with these words, in one recording or in all, newest recording first. */
    search: {
      params: z.object({ query: z.string().max(200), recordingId: Id.nullable(), limit: z.number().int().min(1).max(MAX_CAPTION_PAGE) }),
      result: z.object({ lines: z.array(CaptionLine) }),
    },
    /** Makes a corrected copy of a recording whose sound was kept. Returns at once; `watch` tells how far it is. */
    correct: { params: z.object({ recordingId: Id }), result: Nothing },
    /** Stops it; lines that have a corrected text keep it. */
    cancelCorrect: { params: z.object({ recordingId: Id }), result: Nothing },
    /** `corrected`: with the corrected text of every line that has one. */
    export: {
      /** `translated`: subtitles in the language of the translation; other files have both */
      params: z.object({ recordingId: Id, format: ExportFormat, corrected: z.boolean().optional(), translated: z.boolean().default(false) }),
      result: z.object({ fileName: z.string(), text: z.string() }),
    },
    /** Whether the model that is installed can translate, tried with sentences of ours; `words` says it. Takes a while, once. */
    tryTranslation: { params: Pair, result: z.object({ able: z.boolean(), words: z.string() }) },
    /** Translates a recording from now on, its lines until now included; `pair` null: no more. `unsupported` where the model cannot. */
    translate: { params: z.object({ recordingId: Id, pair: Pair.nullable() }), result: Nothing },
    /** Kept sound between two times, at most a minute: a WAV file as base64. */
    sound: {
      params: z.object({ recordingId: Id, startMs: z.number().nonnegative(), endMs: z.number().nonnegative() }),
      result: z.object({ wav: z.string() }),
    },
    /** How long a phrase of speech takes on this machine, as a share of its own length; above 1 captions fall behind. */
    selfTest: { params: Nothing, result: z.object({ realTimeFactor: z.number().nonnegative(), finalDelayMs: z.number().nonnegative() }) },
    /** The page of the overlay at a local address with its token, and the file that the live text is written to, if any. */
    overlay: { params: Nothing, result: z.object({ url: z.string().nullable(), liveFile: z.string().nullable() }) },
    liveFile: { params: z.object({ path: z.string().max(4_096).nullable() }), result: Nothing },
  },
  streams: {
    status: { params: Nothing, item: CaptionsStatus },
    recordings: { params: Nothing, item: z.object({ recordings: z.array(Recording) }) },
    /** What happens in one recording from now on; the present state first. */
    watch: { params: z.object({ recordingId: Id }), item: CaptionsEvent },
  },
});
