import type { TurnRole } from '../../../app/conversation/Turn.ts';
import type { Detokeniser } from '../text/createDetokeniser.ts';

/** A turn of which something is, or is about to be, in the cache. */
export interface LiveTurn {
  /** null while the answer is being written: the host names it later */
  id: string | null;
  /** place on the conversation's path, from 0 */
  readonly index: number;
  readonly role: TurnRole;
  /** the text a person sees of it */
  text: string;
  /** absolute position of its first token */
  readonly start: number;
  /** template tokens before the content */
  readonly lead: number;
  /** template and content; those from the cache's next position on have not been read yet */
  tokens: number[];
  /** of an answer the model writes or wrote */
  writing: Writing | null;
}

/** How the tokens of an answer became text: enough to go on in the middle, or to cut it at a character. */
export interface Writing {
  readonly detokeniser: Detokeniser;
  /** content tokens and text that were there when the model began to write (an answer that was continued) */
  readonly from: { readonly tokens: number; readonly text: number };
  /** length of the whole text, held back parts included, after each token the model wrote */
  readonly ends: number[];
  /** text that may be the beginning of a stop string and was not shown */
  held: string;
}
