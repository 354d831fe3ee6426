import { AppError } from '../../../app/contract/AppError.ts';

/** The error for a file or folder that a person named and that is not there. */
export function missingSource(file: string): AppError {
  return new AppError('not-found', `${file} is not there or cannot be read; name another file.`);
}
