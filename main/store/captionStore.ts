import { CaptionLine, MAX_LINE_TEXT, MAX_SPEAKER } from '../../app/captions/CaptionLine.ts';
import { TranslationLanguage } from '../../app/captions/translation/TranslationLanguage.ts';
import { Recording } from '../../app/captions/Recording.ts';
import { captionsService, MAX_CAPTION_PAGE } from '../../app/contract/services/captions.ts';
import { z } from '../../app/contract/zod.ts';

/** Lines that are written at once: more than any phrase has. */
export const MAX_NEW_LINES = 400;

const Id = z.string().min(1).max(64);
const Nothing = z.object({});
const Lines = z.object({ lines: z.array(CaptionLine) });
const { change, lines, search } = captionsService.calls;
const { title, source, keptSound, remembered, durationMs } = Recording.shape;

/**
 * The store's calls about recordings and their lines. A line is a turn of a hidden conversation: `forgetTurn` with its id
 * erases it from everything, and what is `remembered` is recalled in chats. Temporary stores hold none.
 */
export const captionStore = {
  /** A new recording is live. */
  addRecording: { params: z.object({ title, source, keptSound, remembered }), result: Recording },
  recording: { params: z.object({ recordingId: Id }), result: Recording },
  /** Newest first. */
  recordings: { params: Nothing, result: z.object({ recordings: z.array(Recording) }) },
  /** `remembered: false` takes its passages and vectors away, too. */
  changeRecording: change,
  /** How much was heard by now; it never gets less. */
  setHeard: { params: z.object({ recordingId: Id, durationMs, keptSound }), result: Nothing },
  endRecording: { params: z.object({ recordingId: Id }), result: Recording },
  /** At start: those that were live when the program ended are ended, and returned. */
  endRecordings: { params: Nothing, result: z.object({ recordings: z.array(Recording) }) },
  removeRecording: { params: z.object({ recordingId: Id }), result: Nothing },
  restoreRecording: { params: z.object({ recordingId: Id }), result: Nothing },
  /** Erases the recordings removed before this time, as `purge` does conversations. */
  purgeRecordings: {
    params: z.object({ removedBefore: z.number().int() }),
    result: z.object({ ids: z.array(Id), seenIn: z.array(Id) }),
  },
  /** Adds lines at the end; one whose id is there already is left as it is, so that a repeated call adds nothing. */
  addLines: {
    params: z.object({
      recordingId: Id,
      lines: z
        .array(CaptionLine.pick({ id: true, startMs: true, endMs: true, text: true, words: true, speaker: true }))
        .max(MAX_NEW_LINES),
    }),
    result: Lines,
  },
  line: { params: z.object({ lineId: Id }), result: CaptionLine },
  lines,
  editLine: { params: z.object({ lineId: Id, text: z.string().min(1).max(MAX_LINE_TEXT) }), result: CaptionLine },
  /** Puts a corrected text beside lines; those that the person changed, and those that are gone, are left as they are. */
  correctLines: {
    params: z.object({ recordingId: Id, lines: z.array(z.object({ id: Id, text: z.string().max(MAX_LINE_TEXT) })).max(MAX_NEW_LINES) }),
    result: Lines,
  },
  /** Keeps the translation of a line, or of its corrected text, unless that is another than `of` by now. */
  translateLine: {
    params: z.object({
      lineId: Id,
      of: z.string().max(MAX_LINE_TEXT),
      language: TranslationLanguage,
      text: z.string().max(MAX_LINE_TEXT),
      corrected: z.boolean(),
    }),
    result: z.object({ stored: z.boolean() }),
  },
  /** The first lines of a recording that are not in this language yet; `corrected`: whose corrected text, unlike their own, is not. */
  untranslatedLines: {
    params: z.object({ recordingId: Id, language: TranslationLanguage, limit: z.number().int().min(1).max(MAX_CAPTION_PAGE), corrected: z.boolean() }),
    result: Lines,
  },
  /** Names the speaker of one line, or of all lines of `from`. Returns the ids of the lines that changed. */
  nameSpeaker: {
    params: z.object({
      recordingId: Id,
      lineId: Id.nullable(),
      from: z.string().max(MAX_SPEAKER).nullable(),
      to: z.string().max(MAX_SPEAKER).nullable(),
    }),
    result: z.object({ lineIds: z.array(Id) }),
  },
  searchLines: { params: search.params, result: z.object({ lines: z.array(CaptionLine).max(MAX_CAPTION_PAGE) }) },
} as const;
