import type { HeardWord } from '../decode/HeardWord.ts';

/** A phrase that is being heard. */
export interface LivePhrase {
  /** counted from 0 in one sound */
  readonly number: number;
  /** index of its first sample */
  readonly from: number;
  /** it begins where another one was cut off, in the midst of speech */
  readonly goesOn: boolean;
  readonly committed: readonly HeardWord[];
  /** what the last pass said after them */
  readonly tentative: readonly HeardWord[];
  /** how many of those are shown */
  readonly shown: number;
  /** up to which sample the last pass heard it; `from` when none did */
  readonly heardTo: number;
}
