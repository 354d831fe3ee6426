import { MinHeap } from './MinHeap.ts';
import { PairTable } from './PairTable.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import type { TokenizerDescription } from './TokenizerDescription.ts';
import { quoted } from '../formats/quoted.ts';

/** A heap item is rank * POSITIONS + position, so that of equal ranks the leftmost comes first. */
const POSITIONS = 2 ** 28;
const CACHED_WORDS = 32_768;
const CACHED_LENGTH = 48;
const utf8 = new TextEncoder();

/**
 * Byte-pair encoding of one word (a piece of the pre-tokenizer) to ids; Sennrich et al., arXiv:1508.07909, with ties,
 * byte fallback and unknown tokens as in the `tokenizers` library. Time is n log n in the length of the word.
 * No id of `forbidden` ever comes out of text but the unknown token: merges that lead to one are left out.
 * Errors: `bad-file` for merges of tokens that are not in the vocabulary.
 */
export function createBpe(description: TokenizerDescription, forbidden: ReadonlySet<number>) {
  const { vocabulary, ignoreMerges, byteFallback, fuseUnknown, unknownId } = description;
  const pairs = mergeTable(description, forbidden);
  const byteIds = Array.from({ length: 256 }, (_, byte) => allowedId(byteToken(byte)));
  const cache = new Map<string, readonly number[]>();

  function allowedId(token: string): number | undefined {
    const id = vocabulary.get(token);
    return id === undefined || forbidden.has(id) ? undefined : id;
  }

  /** Ids of the single characters a word starts from. */
  function symbolsOf(word: string): number[] {
    const symbols: number[] = [];
    for (const character of word) {
      const id = allowedId(character);
      if (id !== undefined) {
        symbols.push(id);
        continue;
      }
      const bytes = byteFallback ? Array.from(utf8.encode(character), (byte) => byteIds[byte]) : [undefined];
      if (bytes.every((byte) => byte !== undefined)) symbols.push(...bytes);
      else if (unknownId !== null && !(fuseUnknown && symbols.at(-1) === unknownId)) symbols.push(unknownId);
    }
    return symbols;
  }

  return function encodeWord(word: string): readonly number[] {
    const whole = ignoreMerges ? allowedId(word) : undefined;
    if (whole !== undefined) return [whole];
    const known = cache.get(word);
    if (known) return known;
    const ids = mergeSymbols(symbolsOf(word), pairs);
    if (word.length <= CACHED_LENGTH) {
      if (cache.size >= CACHED_WORDS) cache.clear();
      cache.set(word, ids);
    }
    return ids;
  };
}

/** Merges the pair of best rank, the leftmost of equal ones, until none is left. `symbols` is used up. */
function mergeSymbols(symbols: number[], pairs: PairTable): number[] {
  const length = symbols.length;
  if (length < 2) return symbols;
  const next = Int32Array.from({ length }, (_, i) => i + 1);
  const previous = Int32Array.from({ length }, (_, i) => i - 1);
  const heap = new MinHeap();
  const offer = (left: number, right: number): void => {
    const rank = pairs.rank(symbols[left]!, symbols[right]!);
    if (rank >= 0) heap.push(rank * POSITIONS + left);
  };
  for (let i = 0; i + 1 < length; i++) offer(i, i + 1);
  for (let item = heap.pop(); item !== undefined; item = heap.pop()) {
    const left = item % POSITIONS;
    const right = next[left]!;
    // A merge on either side may have changed the pair since it was offered.
    if (symbols[left] === GONE || right >= length) continue;
    if (pairs.rank(symbols[left]!, symbols[right]!) !== Math.floor(item / POSITIONS)) continue;
    symbols[left] = pairs.merged(symbols[left]!, symbols[right]!);
    symbols[right] = GONE;
    const after = next[right]!;
    const before = previous[left]!;
    next[left] = after;
    if (after < length) {
      previous[after] = left;
      offer(left, after);
    }
    if (before >= 0) offer(before, left);
  }
  return symbols.filter((symbol) => symbol !== GONE);
}

const GONE = -1;

function mergeTable({ vocabulary, merges }: TokenizerDescription, forbidden: ReadonlySet<number>): PairTable {
  const pairs = new PairTable(merges.length);
  for (const [rank, [left, right]] of merges.entries()) {
    const ids = [left, right, left + right].map((token) => vocabulary.get(token));
    const [leftId, rightId, mergedId] = ids;
    if (leftId === undefined || rightId === undefined || mergedId === undefined) {
      throw refusedTokenizer(
        'bad-file',
        `it merges ${quoted(left)} and ${quoted(right)}, which are not all tokens of it`,
      );
    }
    if (!ids.some((id) => forbidden.has(id!))) pairs.add(leftId, rightId, rank, mergedId);
  }
  return pairs;
}

const byteToken = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
