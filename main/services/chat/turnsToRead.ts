import { AppError } from '../../../app/contract/AppError.ts';
import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';

/**
 * Stands before a message that interrupted the answer before it, for the model alone: it is neither stored, shown nor
 * indexed. In the person's own voice, as people say it: a note in brackets of the program's is what small models imitate.
 */
export const INTERRUPTION = '(I interrupted you.) ';

type ReadTurn = Pick<Turn, 'id' | 'role' | 'text' | 'state'>;

/**
 * What the model reads of a path that ends with the answer to write: turns without text (failed before their first
 * word, forgotten, or that answer itself) say nothing to it.
 *
 * @throws AppError `bad-request` when the message to answer was forgotten: the model would go on with the answer before
 */
export function turnsToRead(turns: readonly ReadTurn[], answerId: string): EngineTurn[] {
  const spoken = turns.filter(({ text }) => text !== '');
  const read = spoken.map(({ id, role, text }, i) => {
    const before = spoken[i - 1];
    const isInterrupting = role === 'user' && before?.role === 'assistant' && before.state === 'interrupted';
    return { id, role, text: isInterrupting ? INTERRUPTION + text : text };
  });
  const last = read.at(-1);
  if (last !== undefined && (last.role === 'user' || last.id === answerId)) return read;
  const message = 'The message that this would answer was forgotten. Write it again to have it answered.';
  throw new AppError('bad-request', message);
}
