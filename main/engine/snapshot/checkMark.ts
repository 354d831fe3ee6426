import type { Mark } from './Mark.ts';

/**
 * Makes sure that a mark can be a state of a cache. Every later step relies on it.
 *
 * @param limits slots and vocabulary of the present cache, and the records that stand before the mark
 * @throws RangeError
 */
export function checkMark(mark: Mark, limits: { budget: number; vocabSize: number; records: number }): void {
  const { slots, turns, system, next } = mark;
  const sound =
    slots.length > 0 &&
    slots.length <= limits.budget &&
    system.tokens.length === mark.pinned &&
    mark.pinned <= next &&
    slots.every((slot, i) => slot.position > (slots[i - 1]?.position ?? -1) && slot.record < limits.records) &&
    slots.at(-1)!.position < next &&
    slots.every(({ place }) => place < limits.budget) &&
    new Set(slots.map(({ place }) => place)).size === slots.length &&
    new Set(slots.map(({ record }) => record)).size === slots.length &&
    turns.every((turn, i) => i === 0 || turn.start === endOf(turns[i - 1]!)) &&
    turns.every((turn) => turn.lead + (turn.writing?.tokens ?? 0) <= turn.tokens.length) &&
    endOf(turns.at(-1)!) >= next &&
    [system, ...turns].every(({ tokens }) => tokens.every((token) => token < limits.vocabSize)) &&
    slots.every((slot) => slot.token < limits.vocabSize);
  if (!sound) throw new RangeError('This is no state of this cache.');
}

function endOf({ start, tokens }: Mark['turns'][number]): number {
  return start + tokens.length;
}
