import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';

/** What the phonemiser reads for every language. */
const FILES = ['phontab', 'phonindex', 'phondata', 'intonations'];

/** Makes sure that `folder` is one of espeak-ng's data, and returns it. Errors: `not-found`. */
export async function checkPhonemes(folder: string | null): Promise<string> {
  if (folder !== null) {
    const isThere = FILES.map((file) => stat(join(folder, file)).then((found) => found.isFile(), () => false));
    if ((await Promise.all(isThere)).every(Boolean)) return folder;
  }
  throw new AppError('not-found', "This voice needs espeak-ng's pronunciation data, which is not there; fetch it and try again.");
}
