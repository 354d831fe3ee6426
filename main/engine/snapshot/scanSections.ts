import type { FileHandle } from 'node:fs/promises';
import { readWhole } from './readWhole.ts';
import type { RecordSizes } from './recordSizes.ts';
import { MAX_MARK_BYTES, openSectionHeader, SECTION_HEADER_BYTES, SECTION_SLOTS, type SectionKind } from './Section.ts';
import { HEADER_BYTES } from './snapshotHeader.ts';

/** Sections of one file: far more than a file has before it is written anew. */
const MAX_SECTIONS = 65_536;

/** A section whose header is sound; its payload was not read yet. */
export interface FoundSection {
  readonly kind: SectionKind;
  /** of its header */
  readonly offset: number;
  readonly bytes: number;
  readonly crc: number;
  /** slot records before it, and in it */
  readonly before: number;
  readonly count: number;
}

/** The sections of a snapshot up to the first that is not whole: what follows it does not count. */
export async function scanSections(
  handle: FileHandle,
  size: number,
  nonce: Uint8Array,
  sizes: RecordSizes,
): Promise<FoundSection[]> {
  const sections: FoundSection[] = [];
  let before = 0;
  for (let offset = HEADER_BYTES; offset + SECTION_HEADER_BYTES <= size && sections.length < MAX_SECTIONS;) {
    const header = openSectionHeader(await readWhole(handle, offset, SECTION_HEADER_BYTES), nonce, offset);
    if (header === null || offset + SECTION_HEADER_BYTES + header.bytes > size) break;
    const count = countRecords(header, sizes);
    if (count === null) break;
    sections.push({ ...header, offset, before, count });
    before += count;
    offset += SECTION_HEADER_BYTES + header.bytes;
  }
  return sections;
}

function countRecords({ kind, bytes }: { kind: SectionKind; bytes: number }, sizes: RecordSizes): number | null {
  if (kind === 'mark') return bytes <= MAX_MARK_BYTES ? 0 : null;
  const count = bytes / sizes[kind];
  return Number.isInteger(count) && count > 0 && count <= SECTION_SLOTS ? count : null;
}
