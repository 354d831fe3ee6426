import type { LiveTurn } from '../conversation/LiveTurn.ts';

/**
 * How far the repetition penalty looks back, in tokens of answers. Tried in talks with the default model: within one
 * answer only, it soon copies its earlier answers word by word; over 256, it is driven away from its usual words and
 * from facts (an answer must not begin with "The" any more).
 */
export const PENALTY_WINDOW = 64;
/** Times within it from which on a token that may be repeated is a loop. */
const ROUND_AND_ROUND = 12;

/**
 * The last tokens that stand in answers: what the repetition penalty is about. The template's tokens are not among
 * them, nor the person's words, which the model may well have to repeat, nor, until they come round and round, those
 * that `mayRepeat`: numbers. A code with a digit twice comes out wrong under a penalty: of 32 codes quoted before the
 * default model, 20 were answered rightly with one on digits, 31 without.
 */
export function writtenLately(turns: readonly LiveTurn[], mayRepeat: (token: number) => boolean): number[] {
  let written: number[] = [];
  for (let i = turns.length - 1; i >= 0 && written.length < PENALTY_WINDOW; i--) {
    const { role, tokens, lead } = turns[i]!;
    if (role !== 'assistant') continue;
    const from = Math.max(lead, tokens.length - (PENALTY_WINDOW - written.length));
    written = [...tokens.slice(from), ...written];
  }
  const times = new Map<number, number>();
  for (const token of written) times.set(token, (times.get(token) ?? 0) + 1);
  return written.filter((token) => times.get(token)! >= ROUND_AND_ROUND || !mayRepeat(token));
}
