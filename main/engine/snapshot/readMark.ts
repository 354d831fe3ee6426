import type { FileHandle } from 'node:fs/promises';
import { Mark } from './Mark.ts';
import { readPayload } from './readPayload.ts';
import type { FoundSection } from './scanSections.ts';

/** The last mark that was written whole, with its section; null when there is none. Throws when it is no mark. */
export async function readMark(
  handle: FileHandle,
  sections: readonly FoundSection[],
  nonce: Uint8Array,
): Promise<{ mark: Mark; section: FoundSection } | null> {
  for (const section of sections.toReversed()) {
    if (section.kind !== 'mark') continue;
    const payload = await readPayload(handle, section, nonce);
    if (payload !== null) return { mark: Mark.parse(JSON.parse(payload.toString('utf8'))), section };
  }
  return null;
}
