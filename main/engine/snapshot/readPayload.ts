import type { FileHandle } from 'node:fs/promises';
import { readWhole } from './readWhole.ts';
import type { FoundSection } from './scanSections.ts';
import { isWholePayload, SECTION_HEADER_BYTES } from './Section.ts';

/** The payload of a section; null when it is not the one that was written. */
export async function readPayload(
  handle: FileHandle,
  { offset, bytes, crc }: FoundSection,
  nonce: Uint8Array,
): Promise<Buffer | null> {
  const payload = await readWhole(handle, offset + SECTION_HEADER_BYTES, bytes);
  return isWholePayload(payload, crc, nonce, offset) ? payload : null;
}
