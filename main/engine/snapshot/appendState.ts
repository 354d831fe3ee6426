import type { FileHandle } from 'node:fs/promises';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import type { Description } from './describeConversation.ts';
import { recordSizes } from './recordSizes.ts';
import { MAX_MARK_BYTES, sealSection, SECTION_SLOTS, type SectionKind } from './Section.ts';
import type { SnapshotFile } from './SnapshotFile.ts';
import { writeRecord } from './writeRecord.ts';
import { writeWhole } from './writeWhole.ts';

/**
 * Appends a conversation's state to its file: the rows of slots that are not there yet, a chunk at a time, then the
 * mark that makes them count. A program that ends in between leaves the state before.
 *
 * @param isOver whether the cache has gone on since it was described: then no more is read of it
 * @returns false when it had to stop; rows that were written serve the next time
 */
export async function appendState(
  handle: FileHandle,
  file: SnapshotFile,
  cache: SlotCache,
  state: Description,
  isOver: () => boolean,
): Promise<boolean> {
  const sizes = recordSizes(cache);
  const fresh = state.slots.filter((slot) => !file.numbers.has(slot));
  const append = async (kind: SectionKind, payload: Uint8Array) => {
    const section = sealSection(kind, payload, file.nonce, file.end);
    await writeWhole(handle, section, file.end);
    file.end += section.length;
  };
  for (const kind of ['rows', 'first'] as const) {
    const ofKind = fresh.filter((slot) => cache.firstKeys.has(slot) === (kind === 'first'));
    for (let i = 0; i < ofKind.length; i += SECTION_SLOTS) {
      if (isOver()) return false;
      const chunk = ofKind.slice(i, i + SECTION_SLOTS);
      await append(kind, copyRecords(cache, chunk, sizes[kind]));
      for (const slot of chunk) file.numbers.set(slot, file.records++);
    }
  }
  const mark = Buffer.from(JSON.stringify(state.mark((slot) => file.numbers.get(slot)!)));
  if (mark.length > MAX_MARK_BYTES) return false;
  await append('mark', mark);
  return true;
}

function copyRecords(cache: SlotCache, slots: readonly Slot[], bytes: number): Uint8Array {
  const records = new Uint8Array(slots.length * bytes);
  slots.forEach((slot, i) => writeRecord(cache, slot, records, i * bytes));
  return records;
}
