import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Forms in which a word may stand in a file: as it is, in lower case, and without its accents, as the index has it. */
function formsOf(word: string): string[] {
  const plain = word.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return [...new Set([word, word.toLowerCase(), plain, plain.toLowerCase()])];
}

/** The files of a folder and all below it in whose bytes one of the words stands, as UTF-8 or UTF-16. */
export function filesWith(folder: string, words: readonly string[]): string[] {
  const needles = words
    .flatMap(formsOf)
    .flatMap((form) => [
      Buffer.from(form, 'utf8'),
      Buffer.from(form, 'utf16le'),
      Buffer.from(form, 'utf16le').swap16(),
    ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}
