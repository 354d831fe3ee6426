import type { TurnRole } from '../../../../app/conversation/Turn.ts';

/** Something that is read and stays in the stream. */
export interface Said {
  readonly kind: 'said';
  readonly role: TurnRole;
  readonly text: string;
}

/** A question whose possible answers are weighed; it leaves no trace in the stream. */
export interface Asked {
  readonly kind: 'asked';
  /** how far back the answer is, or how long the stream is: what results are grouped by */
  readonly at: number;
  /** what a person would ask; recall searches for it */
  readonly question: string;
  /** how the answer begins, up to where the choices differ */
  readonly begin: string;
  /** the right one first */
  readonly choices: readonly string[];
  /** the choice that wins this time, where the best answer does not always win */
  readonly winner?: number;
}

/** A stream of text with questions on what was in it. */
export interface Script {
  /** `chat`: turns in the model's own template after a pinned system prompt; `plain`: one running text */
  readonly form: 'chat' | 'plain';
  readonly items: readonly (Said | Asked)[];
}
