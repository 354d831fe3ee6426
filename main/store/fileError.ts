import { AppError } from '../../app/contract/AppError.ts';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * The error a person sees when a file cannot be written or read.
 *
 * @param doing what did not work, such as `The settings could not be saved`
 */
export function fileError(error: unknown, doing: string, path: string): AppError {
  if (error instanceof AppError) return error;
  const options = { cause: error };
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError(
        'disk-full',
        `${doing}: the disk is full. What was stored before is safe; free some space and try again.`,
        { path },
        options,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError(
        'no-permission',
        `${doing}: writing to ${path} is not allowed. Nothing was changed; give your user the right to write there.`,
        { path },
        options,
      );
    default:
      return new AppError('internal', `${doing}: ${AppError.toValue(error).message}`, { path }, options);
  }
}
