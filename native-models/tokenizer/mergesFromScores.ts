import { refusedTokenizer } from './refusedTokenizer.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

/**
 * Merges that a sentencepiece vocabulary implies: every way to put a token together from two others, best score first
 * (`generate_merges` of transformers, tokenization_utils_base.py). Sentencepiece itself looks the pairs up as it goes.
 * `pieces` are the tokens that text may become, with their ids and scores.
 * Errors: `bad-file` when the tokens are so long that this would take for ever.
 */
export function mergesFromScores(pieces: ReadonlyMap<string, { id: number; score: number }>): [string, string][] {
  const merges: { left: string; right: string; leftId: number; rightId: number; score: number }[] = [];
  let work = 0;
  for (const [token, { score }] of pieces) {
    work += token.length ** 2;
    if (work > tokenizerLimits.derivedWork) throw refusedTokenizer('bad-file', 'its tokens are too long to be sound');
    for (let cut = 1; cut < token.length; cut++) {
      const left = token.slice(0, cut);
      const right = token.slice(cut);
      const leftId = pieces.get(left)?.id;
      const rightId = pieces.get(right)?.id;
      if (leftId !== undefined && rightId !== undefined) merges.push({ left, right, leftId, rightId, score });
    }
  }
  // transformers sorts by (score, length of left, length of right), descending; equal ones keep the order of their ids.
  merges.sort(
    (a, b) =>
      b.score - a.score ||
      codePoints(b.left) - codePoints(a.left) ||
      codePoints(b.right) - codePoints(a.right) ||
      a.leftId - b.leftId ||
      a.rightId - b.rightId,
  );
  return merges.map(({ left, right }) => [left, right]);
}

const codePoints = (text: string): number => Array.from(text).length;
