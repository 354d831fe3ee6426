import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import type { LiveTurn } from './LiveTurn.ts';

/** How far the live turns stand for the path that was asked for. */
export interface Match {
  /** live turns that agree, from the first */
  readonly agreeing: number;
  /** the live turn after those is an answer whose text differs from this, the wanted one, only after its beginning */
  readonly differing: string | null;
}

/**
 * Compares the live turns with the wanted path, of which `turns` are the newest. Turns before the first of `turns`
 * cannot be seen; they agree when a later one does, because a turn has one history only.
 *
 * @returns null when nothing agrees
 */
export function matchTurns(
  live: readonly LiveTurn[],
  wanted: { readonly turns: readonly EngineTurn[]; readonly earlierTurns: number },
): Match | null {
  let agreeing = 0;
  let isSure = false;
  for (const turn of live) {
    const at = turn.index - wanted.earlierTurns;
    const other = wanted.turns[at];
    if (at >= 0) {
      if (other === undefined || other.role !== turn.role || (turn.id !== null && turn.id !== other.id)) break;
      if (other.text !== turn.text) {
        const isSameAnswer = turn.role === 'assistant' && shareBeginning(turn.text, other.text);
        return isSure && isSameAnswer ? { agreeing, differing: other.text } : sure(isSure, agreeing);
      }
      isSure = true;
    }
    agreeing++;
  }
  return sure(isSure, agreeing);
}

function sure(isSure: boolean, agreeing: number): Match | null {
  return isSure ? { agreeing, differing: null } : null;
}

function shareBeginning(a: string, b: string): boolean {
  return a !== '' && b !== '' && a[0] === b[0];
}
