import { ropePositions } from '../../../app/memory/ropePositions.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import { dropSlots } from './dropSlots.ts';
import { freePlaces } from './freePlaces.ts';
import { moveKeys } from './moveKeys.ts';
import { scoreKeys } from './scoreKeys.ts';
import type { SlotCache } from './SlotCache.ts';
import { standing } from './standing.ts';

/**
 * Makes slots at the end of the memory block, before what was kept, where everything that stands before the recent
 * slots moves aside. Recent slots leave when the policy needs room; nothing behind the block moves. The new slots are
 * not visible; the caller fills them.
 *
 * @param stood where the keys stand, when slots were taken out before
 * @returns the new slots
 * @throws AppError `bad-request` when what must stay leaves no room
 */
export function insertSlots(
  cache: SlotCache,
  fresh: readonly Pick<Slot, 'token' | 'region' | 'turn'>[],
  stood: ReadonlyMap<Slot, number> = standing(cache),
): readonly Slot[] {
  const { options } = cache;
  if (options.measure === 'keys' && cache.slots.length + fresh.length > options.budget) scoreKeys(cache);
  const kept = options.policy(cache.slots, fresh.length, options);
  if (kept.length < cache.slots.length) dropSlots(cache, kept);

  const places = freePlaces(cache, fresh.length);
  const unplaced = fresh.map((slot, i): Slot => ({ ...slot, position: 0, kind: 'text', place: places[i]!, score: null }));
  const behind = cache.slots.findIndex((slot) => slot.region === 'kept' || slot.region === 'recent');
  const at = behind < 0 ? cache.slots.length : behind;
  const layout = cache.slots.toSpliced(at, 0, ...unplaced);
  const positions = ropePositions(layout, cache.next);
  const inserted = unplaced.map((slot, i): Slot => ({ ...slot, position: positions[at + i]! }));
  cache.slots = cache.slots.toSpliced(at, 0, ...inserted);
  moveKeys(cache, stood);
  return inserted;
}
