import { AppError } from '../contract/AppError.ts';
import { pinnedName } from './pinnedName.ts';

/** Things that are named; more are told as a number. */
const MAX_NAMES = 3;

/**
 * The error when what the person pinned, messages and facts, does not fit beside the conversation: no answer is written
 * without it.
 *
 * @param unpin what must go so that the rest fits, as the person knows it
 * @param tokens what is pinned, counted with the model's tokenizer; `room` for it
 */
export function pinnedTooMuch(unpin: readonly string[], { tokens, room }: { tokens: number; room: number }): AppError {
  const names = unpin.slice(0, MAX_NAMES).map((text) => `“${pinnedName(text)}”`);
  const more = unpin.length - names.length;
  const what = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
  return new AppError(
    'too-large',
    `What you pinned takes ${tokens} tokens, and this model has room for ${Math.max(0, room)} beside the conversation. ` +
      `No answer was written and nothing is lost: unpin ${what}, or raise the context size in the settings, ` +
      'and send your message again.',
    { tokens, room },
  );
}
