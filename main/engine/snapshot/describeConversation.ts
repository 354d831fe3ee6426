import { isMemory } from '../../../app/memory/isMemory.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { LiveTurn } from '../conversation/LiveTurn.ts';
import type { Mark, MarkTurn } from './Mark.ts';

/** A conversation's state at one moment, and the slots whose rows belong to it. */
export interface Description {
  readonly slots: readonly Slot[];
  /** The mark, once it is known which records of the file hold the slots' rows. */
  mark(records: (slot: Slot) => number): Mark;
}

/**
 * Takes down the state of a conversation. The memory block is no part of it: the next answer lays out its own.
 *
 * @returns null when nothing can be taken up again: before the first answer, or when the turns are not known
 */
export function describeConversation({ cache, system, turns, leftOut }: LiveConversation): Description | null {
  if (system === null || turns.length === 0 || cache.slots.length === 0) return null;
  const slots = cache.slots.filter((slot) => !isMemory(slot));
  const { pinned, next, evicted } = cache;
  const moved = new Set(slots.filter((slot) => cache.firstKeys.has(slot)));
  const traces = [...cache.buffers.traces];
  const described = turns.map(describeTurn);
  return {
    slots,
    mark: (records) => ({
      system: { text: system.text, tokens: [...system.tokens] },
      leftOut,
      pinned,
      next,
      evicted,
      turns: described,
      traces,
      slots: slots.map((slot) => {
        const { token, position, turn, kind, region, score, place } = slot;
        if (region === 'recalled') throw new RangeError('A recalled slot stands in the stream.');
        return { token, position, turn, kind, region, score, place, moved: moved.has(slot), record: records(slot) };
      }),
    }),
  };
}

function describeTurn({ writing, ...turn }: LiveTurn): MarkTurn {
  const { id, index, role, text, start, lead, tokens } = turn;
  const from = writing && { tokens: writing.from.tokens, text: writing.from.text, held: writing.held };
  return { id, index, role, text, start, lead, tokens: [...tokens], writing: from };
}
