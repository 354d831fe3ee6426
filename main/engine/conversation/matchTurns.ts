import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import type { LiveTurn } from './LiveTurn.ts';

/** How far the live turns stand for the path that was asked for. */
export interface Match {
  /** live turns that agree, from the first */
  readonly agreeing: number;
  /** index among the wanted turns of the first one after those */
  readonly next: number;
  /**
   * the live turn after those is an answer, or a message that was read while it was said, whose text differs from this,
   * the wanted one, only after its beginning
   */
  readonly differing: string | null;
}

/**
 * Compares the live turns with the newest turns of the wanted path. Turns before the first of those cannot be seen; they
 * agree when a later one does, because a turn has one history only.
 *
 * @returns null when nothing agrees
 */
export function matchTurns(live: readonly LiveTurn[], wanted: readonly EngineTurn[]): Match | null {
  const shift = shiftOf(live, wanted);
  if (shift === null) return null;
  let agreeing = 0;
  for (const [i, turn] of live.entries()) {
    const other = wanted[i + shift];
    if (i + shift >= 0) {
      if (other === undefined || other.role !== turn.role || (turn.id !== null && turn.id !== other.id)) break;
      if (other.text !== turn.text) {
        const isSame = turn.id !== null || (turn.role === 'assistant' && i > 0);
        if (isSame && shareBeginning(turn.text, other.text)) return { agreeing, next: i + shift + 1, differing: other.text };
        break;
      }
    }
    agreeing++;
  }
  return agreeing > 0 && agreeing + shift > 0 ? { agreeing, next: agreeing + shift, differing: null } : null;
}

/** What must be added to the index of a live turn to have that of the wanted one: known from a turn both have. */
function shiftOf(live: readonly LiveTurn[], wanted: readonly EngineTurn[]): number | null {
  const indices = new Map(wanted.map((turn, i) => [turn.id, i]));
  for (const [i, { id, role, text }] of live.entries()) {
    // An answer that has no name yet is known by its text.
    const at =
      id === null ? wanted.findLastIndex((turn) => turn.role === role && turn.text === text) : (indices.get(id) ?? -1);
    if (at >= 0) return at - i;
  }
  return null;
}

function shareBeginning(a: string, b: string): boolean {
  return a !== '' && b !== '' && a[0] === b[0];
}
