import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTokenizer } from '../../native-models/tokenizer/loadTokenizer.ts';

/**
 * The first `count` tokens of a text by the tokenizer of a compiled model.
 *
 * @throws RangeError when the text is too short: a figure over less would not say what it claims
 */
export async function tokensOfText(directory: string, text: string, count: number): Promise<Int32Array> {
  const tokenizer = loadTokenizer(JSON.parse(await readFile(join(directory, 'tokenizer.json'), 'utf8')));
  // no token of prose is longer than a few words; encoding a whole library would take minutes
  const tokens = tokenizer.encode(text.slice(0, count * 20));
  if (tokens.length < count) throw new RangeError(`The text has ${tokens.length} tokens, ${count} are needed.`);
  return tokens.subarray(0, count);
}
