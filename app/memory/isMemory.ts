import { BLOCK_TURN, MEMORY_TURN, type Slot } from './Slot.ts';

/** Whether a slot belongs to the memory block: it stands outside the stream and is replaced as a whole. */
export function isMemory(slot: Slot): boolean {
  return slot.turn === MEMORY_TURN || slot.turn === BLOCK_TURN;
}
