import type { Word } from '../../../app/captions/Word.ts';

/** A word of a transcript, with what it was read from. */
export interface HeardWord extends Word {
  readonly probability: number;
  /** another word was likelier, and this one stands there for having been shown before */
  readonly doubted: boolean;
  /** its tokens, those of timestamps before it among them: what a later transcript is begun with */
  readonly tokens: readonly number[];
}
