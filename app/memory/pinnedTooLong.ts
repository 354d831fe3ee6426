import { AppError } from '../contract/AppError.ts';

/** The error when what must stay in the cache leaves no room for a conversation. */
export function pinnedTooLong(budget: number, staying: number): AppError {
  return new AppError(
    'bad-request',
    'The system prompt fills what this model can see at once; your conversation is safe. ' +
      'Shorten it, or raise the context size in the settings.',
    { budget, staying },
  );
}
