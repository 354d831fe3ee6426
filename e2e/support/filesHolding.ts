import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadTokenizer } from '../../native-models/tokenizer/loadTokenizer.ts';

/**
 * Files below a folder in which a word stands: as UTF-8 or UTF-16, or as the tokens that a compiled model below the same
 * folder makes of it, as JSON lists, as slots of a saved cache, or as numbers of 16, 32 or 64 bits. Paths from the folder.
 *
 * The model's own files are left out: they were there before anything was said.
 */
export function filesHolding(folder: string, word: string): string[] {
  for (;;) {
    try {
      return lookThrough(folder, word);
    } catch (error) {
      // A file was renamed while it was looked for: under its new name it is looked through from the start.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

function lookThrough(folder: string, word: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const isOfModel = (file: string): boolean => relative(folder, file).startsWith('models');
  const sequences = files
    .filter((file) => isOfModel(file) && file.endsWith('tokenizer.json') && !file.includes('embedding'))
    .flatMap((file) => {
      const tokenizer = loadTokenizer(JSON.parse(readFileSync(file, 'utf8')));
      // As it stands behind a space, or first; the first token may be joined with what is before it.
      return [word, ` ${word}`].map((text) => [...tokenizer.encode(text, false)].slice(1));
    });
  if (sequences.length === 0) throw new Error('There is no model here; its tokens cannot be looked for.');
  const needles = [Buffer.from(word), Buffer.from(word, 'utf16le'), ...sequences.flatMap(numbersOf)];
  return files
    .filter((file) => !isOfModel(file))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle)) || sequences.some((ids) => holdsSlots(bytes, ids));
    })
    .map((file) => relative(folder, file));
}

/** How a list of tokens can stand in a file. */
function numbersOf(ids: readonly number[]): Buffer[] {
  const arrays = [Uint16Array.from(ids), Int32Array.from(ids), BigInt64Array.from(ids, BigInt)];
  return [Buffer.from(ids.join(',')), ...arrays.map(({ buffer }) => Buffer.from(buffer))];
}

/** Whether slots, one after the other, have these tokens. */
function holdsSlots(bytes: Buffer, ids: readonly number[]): boolean {
  const tokens = [...bytes.toString('latin1').matchAll(/"token":(\d+)/g)].map((match) => match[1]);
  return ` ${tokens.join(' ')} `.includes(` ${ids.join(' ')} `);
}
