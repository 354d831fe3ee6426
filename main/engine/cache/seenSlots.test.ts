import { expect, it } from 'vitest';
import { MEMORY_TURN, type Slot } from '../../../app/memory/Slot.ts';
import { seenSlots } from './seenSlots.ts';
import type { SlotCache } from './SlotCache.ts';

const slot = (position: number, turn: number, place: number): Slot => {
  return { token: 0, position, turn, kind: 'text', region: 'pinned', score: null, place };
};
/** Six pinned tokens, of which the last two close the system prompt, and one of a message. */
const pinned = Array.from({ length: 6 }, (_, i) => slot(i, -1, i));
const message = slot(6, 0, 6);
const cache = (slots: Slot[], closing: number) =>
  ({ slots, visible: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0), pinned: 6, closing }) as unknown as SlotCache;

it('everything that lives is seen without a memory block', () => {
  expect([...seenSlots(cache([...pinned, message], 2))]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0]);
});

it('the closing of the system prompt is hidden while a block goes on with it, and nothing is freed by that', () => {
  const held = cache([...pinned, slot(3, MEMORY_TURN, 7), message], 2);
  expect([...seenSlots(held)]).toEqual([1, 1, 1, 1, 0, 0, 1, 1, 0]);
  expect([...held.visible]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0]);
});

it('a template that closes nothing hides nothing', () => {
  expect([...seenSlots(cache([...pinned, slot(3, MEMORY_TURN, 7), message], 0))]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0]);
});
