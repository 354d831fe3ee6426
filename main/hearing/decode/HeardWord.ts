import type { Word } from '../../../app/captions/Word.ts';

/** A word of a transcript, with what it was read from. */
export interface HeardWord extends Word {
  readonly probability: number;
  /** its tokens, those of timestamps before it among them: what a later transcript is begun with */
  readonly tokens: readonly number[];
}
