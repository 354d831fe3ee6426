import type { BlockInfo } from './KvBlock.ts';

/** A block as its archive keeps it in memory: what it takes to find it. */
export interface Entry {
  readonly info: BlockInfo;
  /** how often it was brought back */
  readonly uses: number;
}

/**
 * Where the next block goes: a free place, else that of the block that was brought back least, the oldest of those.
 *
 * @returns null when there is no place at all
 */
export function choosePlace(entries: ReadonlyMap<number, Entry>, capacity: number): number | null {
  if (capacity <= 0) return null;
  for (let place = 0; place < capacity && entries.size < capacity; place++) if (!entries.has(place)) return place;
  const [victim] = [...entries].reduce((worst, other) => (isLess(other[1], worst[1]) ? other : worst));
  return victim;
}

function isLess(a: Entry, b: Entry): boolean {
  if (a.uses !== b.uses) return a.uses < b.uses;
  return inTime(a.info, b.info) < 0;
}

/** Order in which two blocks were said. */
export function inTime(a: BlockInfo, b: BlockInfo): number {
  return a.firstTurn - b.firstTurn || a.firstPosition - b.firstPosition;
}
