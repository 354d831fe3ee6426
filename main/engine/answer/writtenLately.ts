import type { LiveTurn } from '../conversation/LiveTurn.ts';

/**
 * How far the repetition penalty looks back, in tokens of answers. Tried in talks with the default model: within one
 * answer only, it soon copies its earlier answers word by word; over 256, it is driven away from its usual words and
 * from facts (an answer must not begin with "The" any more).
 */
export const PENALTY_WINDOW = 64;

/**
 * The last tokens that stand in answers: what the repetition penalty is about. The template's tokens are not among
 * them, nor the person's words, which the model may well have to repeat.
 */
export function writtenLately(turns: readonly LiveTurn[]): number[] {
  let written: number[] = [];
  for (let i = turns.length - 1; i >= 0 && written.length < PENALTY_WINDOW; i--) {
    const { role, tokens, lead } = turns[i]!;
    if (role !== 'assistant') continue;
    const from = Math.max(lead, tokens.length - (PENALTY_WINDOW - written.length));
    written = [...tokens.slice(from), ...written];
  }
  return written;
}
