import type { Word } from '../../../app/captions/Word.ts';
import { MAX_WORD } from '../../../app/captions/Word.ts';
import type { HeardTokens } from './Recogniser.ts';

/** A byte of a character that has several, as byte-pair models with byte fallback write it. */
const BYTE = /^<0x([0-9A-F]{1,2})>$/;
/** Scripts without spaces: each character may begin a word. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const MARK = /^[\p{P}]/u;
/** A token has a place, and no length: the last one of a word is taken to last as long as a syllable. */
const TOKEN_MS = 160;

interface Piece {
  readonly text: string;
  readonly startMs: number;
  readonly probability: number | null;
}

/**
 * Words of a token sequence, each with the space before it. A character whose bytes are not all there is left out.
 *
 * @param fromMs where the stream begins on the clock of the sound; no word begins before it
 * @param capitals the model knows capitals alone: words are written small, as text is
 */
export function wordsOfTokens(heard: HeardTokens, { fromMs, capitals }: { readonly fromMs: number; readonly capitals: boolean }): Word[] {
  const groups: Piece[][] = [];
  for (const piece of piecesOf(heard)) {
    const last = groups.at(-1);
    const begins = !last || piece.text.startsWith(' ') || (!MARK.test(piece.text) && (UNSPACED.test(piece.text) || UNSPACED.test(last[0]!.text.trimStart())));
    // A space of its own belongs to the word after it.
    if (begins && last?.every(({ text }) => text === ' ')) last.splice(0, last.length, { ...piece, text: ` ${piece.text.trimStart()}` });
    else if (begins) groups.push([piece]);
    else last.push(piece);
  }
  const spoken = groups.filter((group) => group.some(({ text }) => text.trim() !== ''));
  return spoken.map((group, index) => {
    const startMs = fromMs + Math.max(0, group[0]!.startMs);
    const next = spoken[index + 1]?.[0]!.startMs;
    const last = fromMs + group.at(-1)!.startMs + TOKEN_MS;
    const endMs = Math.max(startMs, next === undefined ? last : Math.min(last, fromMs + next));
    const text = group.map((piece) => piece.text).join('');
    return { text: (capitals ? small(text) : text).slice(0, MAX_WORD), startMs, endMs, probability: meanOf(group) };
  });
}

function piecesOf({ tokens, startMs, probabilities }: HeardTokens): Piece[] {
  const pieces: Piece[] = [];
  let bytes: number[] = [];
  let begun = 0;
  const settle = (): void => {
    const text = new TextDecoder().decode(Uint8Array.from(bytes)).replaceAll('\uFFFD', '');
    if (text !== '') pieces.push({ text, startMs: startMs[begun] ?? 0, probability: probabilities[begun] ?? null });
    bytes = [];
  };
  for (const [at, token] of tokens.entries()) {
    const byte = BYTE.exec(token)?.[1];
    if (byte !== undefined) {
      if (bytes.length === 0) begun = at;
      bytes.push(Number.parseInt(byte, 16));
      continue;
    }
    if (bytes.length > 0) settle();
    if (token !== '') pieces.push({ text: token, startMs: startMs[at] ?? 0, probability: probabilities[at] ?? null });
  }
  if (bytes.length > 0) settle();
  return pieces;
}

function small(text: string): string {
  const lower = text.toLowerCase();
  // English writes the first person large, and its contractions.
  return /^ ?i(?:'|’|$)/u.test(lower) ? lower.replace('i', 'I') : lower;
}

function meanOf(group: readonly Piece[]): number | null {
  const known = group.flatMap(({ probability }) => probability ?? []);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
