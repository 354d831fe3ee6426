import { AppError } from '../../../app/contract/AppError.ts';
import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';

/**
 * What the model reads of a path that ends with the answer to write: turns without text (failed before their first
 * word, forgotten, or that answer itself) say nothing to it.
 *
 * @throws AppError `bad-request` when the message to answer was forgotten: the model would go on with the answer before
 */
export function turnsToRead(turns: readonly Turn[], answerId: string): EngineTurn[] {
  const read = turns.filter(({ text }) => text !== '').map(({ id, role, text }) => ({ id, role, text }));
  const last = read.at(-1);
  if (last !== undefined && (last.role === 'user' || last.id === answerId)) return read;
  const message = 'The message that this would answer was forgotten. Write it again to have it answered.';
  throw new AppError('bad-request', message);
}
