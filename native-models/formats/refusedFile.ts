import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';

/**
 * The error for a file that is not taken: `bad-file` when it is damaged or hostile, `unsupported` when it is sound but
 * needs something that is not built. `reason` completes the sentence "... cannot be used: <reason>."
 */
export function refusedFile(code: 'bad-file' | 'unsupported', file: string, reason: string): AppError {
  const name = path.basename(file);
  const advice = code === 'bad-file' ? 'get the file again or choose another one' : 'choose another file of this model';
  const message = `"${name}" cannot be used: ${reason}. Nothing was changed; ${advice}.`;
  return new AppError(code, message.slice(0, 4_000), { file: name, reason: reason.slice(0, 2_000) });
}
