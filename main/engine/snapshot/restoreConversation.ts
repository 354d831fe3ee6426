import { ropePositions } from '../../../app/memory/ropePositions.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import type { ChatCodec } from '../conversation/ChatCodec.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { LiveTurn } from '../conversation/LiveTurn.ts';
import { rotateKeys } from '../rope/rotateKeys.ts';
import { createDetokeniser } from '../text/createDetokeniser.ts';
import { loadRecord } from './loadRecord.ts';
import type { Mark, MarkTurn } from './Mark.ts';
import type { RecordSizes } from './recordSizes.ts';

/** A slot's rows as they stand in a file. */
export interface SlotRecord {
  readonly number: number;
  readonly kind: keyof RecordSizes;
  readonly bytes: Uint8Array;
}

/**
 * Makes a fresh conversation what a mark and its records say. Keys that were re-anchored are rotated from those first
 * made to where they stand now, as the cache does it: the numbers are those that it held.
 *
 * @param conversation nothing was read in it yet; it stays as it is when this throws
 * @param mark checked by `checkMark`
 * @returns which record holds a slot's rows
 * @throws RangeError when a record is missing or not of numbers
 */
export async function restoreConversation(
  conversation: LiveConversation,
  mark: Mark,
  records: AsyncIterable<SlotRecord>,
  codec: ChatCodec,
): Promise<WeakMap<Slot, number>> {
  const { cache } = conversation;
  const turns = mark.turns.map((turn) => restoreTurn(turn, codec));
  const slots = mark.slots.map(({ moved: _moved, record: _record, ...slot }): Slot => slot);
  const visible = makePlaces(cache, slots);
  const stands = ropePositions(slots, mark.next);
  const byRecord = new Map(mark.slots.map(({ record }, i) => [record, i]));

  let loaded = 0;
  for await (const { number, kind, bytes } of records) {
    const i = byRecord.get(number)!;
    const slot = slots[i]!;
    const first = loadRecord(cache, kind, slot.place, bytes);
    if (first !== null || mark.slots[i]!.moved || stands[i] !== slot.position) {
      moveTo(conversation, slot, first, stands[i]!);
    }
    loaded++;
  }
  if (loaded < slots.length) throw new RangeError('Rows are missing.');
  cache.buffers.loadTraces(mark.traces);

  cache.slots = slots;
  cache.visible = visible;
  cache.pinned = mark.pinned;
  cache.next = mark.next;
  cache.evicted = mark.evicted;
  conversation.system = mark.system;
  conversation.turns = turns;
  conversation.leftOut = mark.leftOut;
  return new WeakMap(slots.map((slot, i) => [slot, mark.slots[i]!.record]));
}

/** Room for the slots at their places; what is visible then. */
function makePlaces({ buffers }: SlotCache, slots: readonly Slot[]): Uint8Array {
  buffers.ensureCapacity(slots.reduce((most, { place }) => Math.max(most, place + 1), 0));
  const visible = new Uint8Array(buffers.capacity);
  for (const { place } of slots) visible[place] = 1;
  return visible;
}

function moveTo({ cache }: LiveConversation, slot: Slot, given: readonly Float32Array[] | null, to: number): void {
  const { layers, rope } = cache.decoder.model;
  const first = given ?? Array.from({ length: layers }, (_, layer) => cache.buffers.readKeys(layer, slot.place));
  cache.firstKeys.set(slot, first);
  first.forEach((keys, layer) => {
    cache.buffers.writeKeys(layer, slot.place, rotateKeys(keys, to - slot.position, rope.inverseFrequencies));
  });
}

/** The turn, and for an answer how its tokens became text, which follows from them. */
function restoreTurn({ writing, ...turn }: MarkTurn, { tokenizer }: ChatCodec): LiveTurn {
  if (writing === null) return { ...turn, writing };
  const detokeniser = createDetokeniser(tokenizer);
  let length = writing.text;
  const ends = turn.tokens.slice(turn.lead + writing.tokens).map((token) => (length += detokeniser.push(token).length));
  const from = { tokens: writing.tokens, text: writing.text };
  return { ...turn, writing: { detokeniser, from, ends, held: writing.held } };
}
