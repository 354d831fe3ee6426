import type { AppError } from '../../app/contract/AppError.ts';
import { refusedFile } from '../formats/refusedFile.ts';

/** The error for a tokenizer that is not taken; see `refusedFile`. */
export function refusedTokenizer(code: 'bad-file' | 'unsupported', reason: string): AppError {
  return refusedFile(code, 'tokenizer.json', reason);
}
