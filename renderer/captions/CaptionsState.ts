import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import type { Phrase } from '../../app/captions/Phrase.ts';
import type { TranslationLanguage } from '../../app/captions/translation/TranslationLanguage.ts';
import type { Recording } from '../../app/captions/Recording.ts';
import type { CaptionsStatus } from '../../app/contract/services/captions.ts';

/** What is known of the open recording. */
export interface CaptionLog {
  readonly recordingId: string;
  /** by their index */
  readonly lines: readonly CaptionLine[];
  /** all lines that there were when it was opened are here */
  readonly loaded: boolean;
  /** what is being said; of one that has ended, what has no line yet */
  readonly phrase: Phrase | null;
  /** into which language it is translated, and what is steady of the translation of the phrase */
  readonly translating: { readonly to: TranslationLanguage | null; readonly clause: string };
  readonly behindMs: number;
  /** how far the corrected copy is that is being made; null when none is */
  readonly correcting: { readonly done: number; readonly total: number } | null;
  readonly notice: string | null;
}

/** The text as it was heard live, or as a second listening understood it. */
export type CaptionCopy = 'live' | 'corrected';

/** A line the reader is taken to; a new object each time. */
export interface LineDestination {
  readonly lineId: string;
  readonly flash: boolean;
}

/** A search in the open recording. */
export interface Find {
  readonly query: string;
  /** ids of the lines with these words, in their order */
  readonly hits: readonly string[];
  /** which of them the reader is at; -1: none */
  readonly at: number;
}

/** What the captions window knows. */
export interface CaptionsState {
  /** null until the host has told it */
  readonly status: CaptionsStatus | null;
  readonly recordings: readonly Recording[] | null;
  /** null: a new one */
  readonly openId: string | null;
  readonly log: CaptionLog | null;
  /** which text of the lines is shown, for those that have two */
  readonly copy: CaptionCopy;
  readonly destination: LineDestination | null;
  readonly editing: { readonly lineId: string; readonly text: string } | null;
  /** the line whose speaker is being named */
  readonly naming: string | null;
  readonly find: Find | null;
  /** a range of lines the person chose with the keyboard: where it began, and where it is now */
  readonly chosen: { readonly from: string; readonly to: string } | null;
  readonly problem: string | null;
}

export function emptyLog(recordingId: string): CaptionLog {
  return { recordingId, lines: [], loaded: false, phrase: null, translating: { to: null, clause: '' }, behindMs: 0, correcting: null, notice: null };
}
