import type { AnswerMemory } from '../../../app/contract/services/engine.ts';
import type { z } from '../../../app/contract/zod.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { type MemoryContent, memoryLines } from '../../../app/memory/memoryLines.ts';
import { pinnedTooMuch } from '../../../app/memory/pinnedTooMuch.ts';
import type { Quotation } from '../../../app/memory/Quotation.ts';
import type { MemoryEncoder } from './createMemoryEncoder.ts';
import type { MemoryBlock } from './MemoryBlock.ts';

/** The most quotations that `Evidence` can name. */
const MAX_RECALLED = 32;

type Facts = z.output<typeof AnswerMemory>['facts'];
interface Pinned {
  readonly pinned: readonly Quotation[];
  readonly facts: Facts;
}

const isPinned = (fact: Facts[number]): boolean => fact.pinned === true;

export interface MemoryChoice {
  readonly conversationId: string;
  readonly memory: z.output<typeof AnswerMemory>;
  /** tokens that a memory block may take at all */
  readonly room: number;
  /** whether the live cache shows a turn anyway, so that it need not be quoted */
  readonly isLive: (turnId: string) => boolean;
}

/**
 * Chooses what goes into the memory block: every pinned message and fact, other facts while there is room, and the best
 * quotations that fit into their share, which is `recalledTokens` and never more than half of the room. What fits is counted with
 * the model's own tokenizer, frames included. When not even the best quotation fits, its beginning is taken.
 *
 * @throws AppError `too-large` when what is pinned alone does not fit, messages in the live cache included
 */
export function chooseMemory(encode: MemoryEncoder, { conversationId, memory, room, isLive }: MemoryChoice): MemoryBlock {
  const build = (shown: Omit<MemoryContent, 'conversationId'>) => encode(memoryLines({ conversationId, ...shown }));
  const size = (shown: Omit<MemoryContent, 'conversationId'>) => build(shown).tokens.length;

  const staying = { pinned: memory.pinned, facts: memory.facts.filter(isPinned) };
  const sizeOf = (part: Pinned) => size({ ...part, recalled: [] });
  if (staying.pinned.length + staying.facts.length > 0 && sizeOf(staying) > room) {
    throw pinnedTooMuch(tooMuch(staying, sizeOf, room), { tokens: sizeOf(staying), room });
  }
  const pinned = memory.pinned.filter(({ turnId }) => !isLive(turnId));
  const facts: Evidence['facts'] = [...staying.facts];
  for (const fact of memory.facts.filter((each) => !isPinned(each))) {
    if (size({ pinned, facts: [...facts, fact], recalled: [] }) <= room) facts.push(fact);
  }
  const always = size({ pinned, facts, recalled: [] });
  const limit = Math.min(always + memory.recalledTokens, Math.max(always, Math.floor(room / 2)));
  const isFitting = (quotations: readonly Quotation[]) => size({ pinned, facts, recalled: [...quotations] }) <= limit;
  const pinnedIds = new Set(memory.pinned.map(({ turnId }) => turnId));
  const candidates = memory.recalled.filter(({ turnId }) => !isLive(turnId) && !pinnedIds.has(turnId));
  const recalled: Quotation[] = [];
  for (const quotation of candidates) {
    if (recalled.length < MAX_RECALLED && isFitting([...recalled, quotation])) recalled.push(quotation);
  }
  if (recalled.length === 0 && candidates.length > 0) recalled.push(...beginningOf(candidates[0]!, isFitting));
  const shown = { pinned: pinned.toSorted(bySaying), facts, recalled: recalled.toSorted(bySaying) };
  return { ...build(shown), shown };
}

function bySaying(a: Quotation, b: Quotation): number {
  return a.createdAt - b.createdAt;
}

/** As many words from the beginning as fit, or nothing. */
function beginningOf(quotation: Quotation, isFitting: (quotations: readonly Quotation[]) => boolean): Quotation[] {
  const ends = [...quotation.text.matchAll(/\S+/gu)].map((word) => word.index + word[0].length);
  const cut = (words: number): Quotation => ({ ...quotation, text: `${quotation.text.slice(0, ends[words - 1])}…` });
  let [fitting, over] = [0, ends.length];
  while (over - fitting > 1) {
    const middle = (fitting + over) >> 1;
    if (isFitting([cut(middle)])) fitting = middle;
    else over = middle;
  }
  return fitting === 0 ? [] : [cut(fitting)];
}

/** The largest things of what is pinned, as many as must go so that the rest fits, in words the person knows. */
function tooMuch({ pinned, facts }: Pinned, sizeOf: (part: Pinned) => number, room: number): string[] {
  const all = [
    ...pinned.map((one) => ({ name: one.text, part: { pinned: [one], facts: [] } })),
    ...facts.map((one) => ({ name: `${one.subject}: ${one.value}`, part: { pinned: [], facts: [one] } })),
  ].toSorted((a, b) => sizeOf(b.part) - sizeOf(a.part));
  const together = (from: number): Pinned => ({
    pinned: all.slice(from).flatMap(({ part }): readonly Quotation[] => part.pinned),
    facts: all.slice(from).flatMap(({ part }): Facts => part.facts),
  });
  let first = 1;
  while (first < all.length && sizeOf(together(first)) > room) first++;
  return all.slice(0, first).map(({ name }) => name);
}
