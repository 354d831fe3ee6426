import type { LiveTurn } from '../conversation/LiveTurn.ts';

/** How far the repetition penalty looks back, in tokens. */
export const PENALTY_WINDOW = 256;

/**
 * The last tokens that stand in answers: what the repetition penalty is about. The template's tokens are not among
 * them, nor the person's words, which the model may well have to repeat.
 */
export function writtenLately(turns: readonly LiveTurn[]): number[] {
  const written: number[] = [];
  for (let i = turns.length - 1; i >= 0 && written.length < PENALTY_WINDOW; i--) {
    const turn = turns[i]!;
    if (turn.role !== 'assistant') continue;
    const from = Math.max(turn.lead, turn.tokens.length - (PENALTY_WINDOW - written.length));
    written.unshift(...turn.tokens.slice(from));
  }
  return written;
}
