import { open, type FileHandle } from 'node:fs/promises';
import type { ChatCodec } from '../conversation/ChatCodec.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { checkMark } from './checkMark.ts';
import type { Mark } from './Mark.ts';
import { readMark } from './readMark.ts';
import { readPayload } from './readPayload.ts';
import { readWhole } from './readWhole.ts';
import { recordSizes, type RecordSizes } from './recordSizes.ts';
import { restoreConversation, type SlotRecord } from './restoreConversation.ts';
import { type FoundSection, scanSections } from './scanSections.ts';
import { SECTION_HEADER_BYTES } from './Section.ts';
import type { SnapshotFile } from './SnapshotFile.ts';
import { HEADER_BYTES, NONCE_BYTES, snapshotHeader } from './snapshotHeader.ts';

/** Far more than the largest cache takes with all that is waiting to be cleared away. */
const MAX_FILE_BYTES = 64 * 2 ** 30;

/**
 * Takes a conversation up again from its file.
 *
 * @param conversation nothing was read in it yet; it stays as it is when this throws
 * @returns the file, to be written on
 * @throws whatever is wrong: no such file, outdated, damaged. Then the text is read again.
 */
export async function loadSnapshot(
  path: string,
  identity: Uint8Array,
  conversation: LiveConversation,
  codec: ChatCodec,
): Promise<SnapshotFile> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > MAX_FILE_BYTES) throw new RangeError('No snapshot is so large.');
    const { cache } = conversation;
    const nonce = await readNonce(handle, identity);
    const sizes = recordSizes(cache);
    const sections = await scanSections(handle, size, nonce, sizes);
    const found = await readMark(handle, sections, nonce);
    if (found === null) throw new RangeError('No state was written whole.');
    const { mark, section } = found;
    const { budget } = cache.options;
    checkMark(mark, { budget, vocabSize: cache.decoder.model.vocabSize, records: section.before });

    const rows = readRecords(handle, sections, nonce, sizes, mark);
    const numbers = await restoreConversation(conversation, mark, rows, codec);
    const end = section.offset + SECTION_HEADER_BYTES + section.bytes;
    return { path, identity, nonce, end, records: section.before, numbers };
  } finally {
    await handle.close();
  }
}

async function readNonce(handle: FileHandle, identity: Uint8Array): Promise<Uint8Array> {
  const header = await readWhole(handle, 0, HEADER_BYTES);
  const nonce = header.subarray(HEADER_BYTES - 4 - NONCE_BYTES, HEADER_BYTES - 4);
  if (!header.equals(snapshotHeader(identity, nonce))) throw new RangeError('The snapshot is outdated.');
  return nonce;
}

/** The records that a mark speaks of, in the order of the file. @throws RangeError when one is damaged */
async function* readRecords(
  handle: FileHandle,
  sections: readonly FoundSection[],
  nonce: Uint8Array,
  sizes: RecordSizes,
  mark: Mark,
): AsyncGenerator<SlotRecord> {
  const wanted = new Set(mark.slots.map(({ record }) => record));
  for (const section of sections) {
    const { kind, before, count } = section;
    if (kind === 'mark') continue;
    const numbers = Array.from({ length: count }, (_, i) => before + i).filter((number) => wanted.has(number));
    if (numbers.length === 0) continue;
    const payload = await readPayload(handle, section, nonce);
    if (payload === null) throw new RangeError('Rows are damaged.');
    for (const number of numbers) {
      const at = (number - before) * sizes[kind];
      yield { number, kind, bytes: payload.subarray(at, at + sizes[kind]) };
    }
  }
}
