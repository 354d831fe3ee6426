import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { LiveTurn } from '../conversation/LiveTurn.ts';
import type { WantedPath } from '../conversation/WantedPath.ts';

/** Turns whose names are remembered: the newest. A path that shares none of them is taken for another. */
const MAX_TURNS = 8_192;

/**
 * Which turn stands at which place of the path that blocks were taken from. A turn has one history only, so two paths
 * that share a turn share everything before it.
 */
export class TurnPath {
  /** a turn without a name yet is known by itself: the host names it with the next answer */
  readonly #turns = new Map<number, string | LiveTurn>();

  idOf(index: number): string | null {
    const turn = this.#turns.get(index);
    return typeof turn === 'object' ? turn.id : (turn ?? null);
  }

  note(index: number, turn: string | LiveTurn): void {
    this.#turns.set(index, typeof turn === 'string' ? turn : (turn.id ?? turn));
  }

  /**
   * Follows the conversation, which was brought up to date with the wanted path.
   *
   * @returns index of the newest turn up to which the path is the one of before; -1 when there is none
   */
  follow({ turns }: Pick<LiveConversation, 'turns'>, wanted: WantedPath): number {
    let agreeing = -1;
    wanted.turns.forEach(({ id }, i) => {
      if (this.idOf(wanted.earlierTurns + i) === id) agreeing = wanted.earlierTurns + i;
    });
    for (const turn of turns) if (this.#turns.get(turn.index) === turn) agreeing = Math.max(agreeing, turn.index);
    for (const index of this.#turns.keys()) if (index > agreeing) this.#turns.delete(index);
    for (const turn of turns) this.note(turn.index, turn);
    const newest = turns.at(-1)?.index ?? 0;
    if (this.#turns.size > MAX_TURNS) {
      for (const index of this.#turns.keys()) if (index <= newest - MAX_TURNS) this.#turns.delete(index);
    }
    return agreeing;
  }
}
