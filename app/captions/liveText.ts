import { ROW_LENGTH } from './breakRows.ts';
import { oneRow } from './oneRow.ts';
import type { ShownCaptions } from './ShownCaptions.ts';
import { tokensOf } from './tokensOf.ts';

/** Rows of the live text. */
const ROWS = 3;

/** The last rows of captions as a text of at most three rows of 42 characters; what may still change is left out. */
export function liveText({ lines, phrase }: ShownCaptions): string {
  const spoken = phrase && oneRow(phrase.committed) !== '' ? [oneRow(phrase.committed)] : [];
  const texts = [...lines.slice(-ROWS).map(({ text, speaker }) => (speaker ? `${oneRow(speaker)}: ${oneRow(text)}` : oneRow(text))), ...spoken];
  const rows = texts.flatMap((text) => {
    const broken: string[] = [];
    for (const token of tokensOf({ text, words: [], startMs: 0, endMs: 0 }, ROW_LENGTH)) {
      const last = broken.at(-1);
      const longer = last === undefined ? token.text : `${last}${token.spaced ? ' ' : ''}${token.text}`;
      if (last === undefined || longer.length > ROW_LENGTH) broken.push(token.text);
      else broken[broken.length - 1] = longer;
    }
    return broken;
  });
  return `${rows.slice(-ROWS).join('\n')}\n`;
}
