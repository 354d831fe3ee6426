import type { Turn } from '../../app/conversation/Turn.ts';
import { findTurn } from './find.ts';
import { readTurn } from './readTurns.ts';
import type { Sql } from './sql.ts';

/** Turns that are returned however long they are: the last message and what it answers. */
const AT_LEAST = 2;

/**
 * The end of the path to `turnId`: as many whole turns as fit `maxCharacters` UTF-16 units, at least the last two.
 * Costs what it returns, on any branch.
 */
export function readTail(sql: Sql, turnId: string, maxCharacters: number): { turns: Turn[]; earlierTurns: number } {
  const turns: Turn[] = [];
  let characters = 0;
  let { n, depth }: { n: number | null; depth: number } = findTurn(sql, turnId);
  while (n !== null) {
    const turn = readTurn(sql, n);
    characters += turn.text.length;
    if (turns.length >= AT_LEAST && characters > maxCharacters) break;
    turns.push(turn);
    n = sql.get<{ parent: number | null }>('SELECT parent FROM turn WHERE n = ?', n)?.parent ?? null;
    depth -= 1;
  }
  return { turns: turns.toReversed(), earlierTurns: depth + 1 };
}
