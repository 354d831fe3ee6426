import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tokenizer } from '../../../../native-models/tokenizer/Tokenizer.ts';
import { loudSkip } from '../../../support/loudSkip.ts';
import { cutAtParagraphs } from './cutAtParagraphs.ts';

/** Long public-domain texts that lie beside the checkout; they are no part of it. */
const BOOKS = join(import.meta.dirname, '../../../../../shared/data/books');
/** Characters that are encoded at a time. */
const PART = 200_000;

/**
 * The first tokens of a text, or of all the novels beside the checkout, one after the other.
 *
 * @param file null: the novels
 * @param count the most tokens that are wanted
 * @returns null, said on one loud line, when there is no text
 */
export async function bookTokens(
  tokenizer: Pick<Tokenizer, 'encode'>,
  file: string | null,
  count: number,
): Promise<Int32Array | null> {
  const files = file === null ? await novels() : [file];
  const texts = await Promise.all(files.map((name) => readFile(name, 'utf8'))).catch(() => []);
  if (texts.length === 0) {
    loudSkip('this bench', 'there is no long text; name one with --text FILE.');
    return null;
  }
  const tokens: number[] = [];
  for (const part of texts.flatMap((text) => cutAtParagraphs(text, PART))) {
    if (tokens.length >= count) break;
    for (const token of tokenizer.encode(part, false)) tokens.push(token);
  }
  return Int32Array.from(tokens.slice(0, count));
}

async function novels(): Promise<string[]> {
  const names = await readdir(BOOKS).catch(() => []);
  return names.filter((name) => name.endsWith('.txt')).toSorted().map((name) => join(BOOKS, name));
}
