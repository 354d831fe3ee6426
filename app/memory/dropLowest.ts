import { pinnedTooLong } from './pinnedTooLong.ts';
import type { PolicyOptions } from './Policy.ts';
import type { Slot } from './Slot.ts';

/**
 * Drops the slots of the stream that rank lowest, the oldest first among equals, whole blocks at a time, until
 * `incoming` more fit. The newest half of the stream is not judged, nor what `recentFloor` guards: only what is older
 * competes. Sinks, what is pinned and the memory block stay.
 *
 * @param rank of each of `slots`; -Infinity goes first
 * @throws AppError `bad-request` when the slots that must stay leave no room
 */
export function dropLowest(
  slots: readonly Slot[],
  incoming: number,
  { budget, block, recentFloor }: PolicyOptions,
  rank: (index: number) => number,
): readonly Slot[] {
  const missing = slots.length + incoming - budget;
  if (missing <= 0) return slots;
  const stream = [...slots.keys()].filter((i) => slots[i]!.region === 'recent' || slots[i]!.region === 'kept');
  const droppable = stream.length - recentFloor;
  if (missing > droppable) throw pinnedTooLong(budget, slots.length - Math.max(0, droppable));
  const count = Math.min(Math.ceil(missing / block) * block, droppable);
  const floor = Math.min(Math.max(recentFloor, stream.length >> 1), stream.length - count);
  const judged = stream.slice(0, stream.length - floor).map((index) => ({ index, rank: rank(index) }));
  judged.sort((a, b) => (a.rank === b.rank ? a.index - b.index : a.rank - b.rank));
  const dropped = new Set(judged.slice(0, count).map(({ index }) => index));
  return slots.filter((_, i) => !dropped.has(i));
}
