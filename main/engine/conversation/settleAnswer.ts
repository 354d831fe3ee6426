import type { LiveTurn } from './LiveTurn.ts';

/**
 * Makes the tokens of an answer stand for exactly `text`: keeps the tokens the model wrote as far as their text agrees,
 * and encodes the rest. Tokens of a stop string, of text that was held back and of an unfinished character go.
 */
export function settleAnswer(turn: LiveTurn, text: string, encode: (text: string) => Iterable<number>): void {
  const { tokens, length } = agreeingTokens(turn, text);
  const isWhole = length === text.length && turn.lead + tokens === turn.tokens.length;
  turn.text = text;
  if (isWhole) return;
  turn.tokens = [...turn.tokens.slice(0, turn.lead + tokens), ...encode(text.slice(length))];
  turn.writing = null;
}

/** Content tokens whose text is whole and begins `text`, and the length of that text. */
function agreeingTokens(turn: LiveTurn, text: string): { tokens: number; length: number } {
  const { writing } = turn;
  const agreeing = sharedLength(turn.text, text);
  if (writing === null || writing.from.text > agreeing) return { tokens: 0, length: 0 };
  let { tokens, text: length } = writing.from;
  writing.ends.forEach((end, i) => {
    // Of tokens with the same end only the first finishes a character; the others begin the next one.
    if (end <= agreeing && end > length) {
      tokens = writing.from.tokens + i + 1;
      length = end;
    }
  });
  return { tokens, length };
}

function sharedLength(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
