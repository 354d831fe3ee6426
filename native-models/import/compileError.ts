import { AppError } from '../../app/contract/AppError.ts';

/** What went wrong while a model was prepared, as the person is told. */
export function compileError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { name, code } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || code === 'ABORT_ERR') {
    return new AppError('cancelled', 'Preparing the model was stopped; nothing of it was kept, and it can be started again.');
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = 'There is not enough free space to prepare the model; nothing of it was kept. Free some space and try again.';
    return new AppError('disk-full', message, {}, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const message = 'The folder for models may not be written to; nothing was changed. Allow writing there, or choose another home folder.';
    return new AppError('no-permission', message, {}, { cause: error });
  }
  return new AppError('internal', AppError.toValue(error).message, {}, { cause: error });
}
