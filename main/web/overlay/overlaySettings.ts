import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../../../app/contract/zod.ts';
import { fileError } from '../../store/fileError.ts';
import { writeFileAtomic } from '../../store/writeFileAtomic.ts';

const TOKEN_BYTES = 32;

/** The address of the overlay: the same after a restart, for it stands in the settings of other programs. */
const OverlaySettings = z.object({
  port: z.number().int().min(1).max(65_535).nullable(),
  token: z.string().regex(/^[\w-]{43}$/),
});
export type OverlaySettings = z.infer<typeof OverlaySettings>;

const fileIn = (home: string): string => join(home, 'captions-overlay.json');

/** What is stored; null while nobody has asked for the overlay, or when that file is damaged. */
export async function readOverlaySettings(home: string): Promise<OverlaySettings | null> {
  try {
    return OverlaySettings.parse(JSON.parse(await readFile(fileIn(home), 'utf8')));
  } catch {
    return null;
  }
}

/** A token of its own, 256 bits: who has it can watch captions, and nothing else. */
export const newOverlaySettings = (): OverlaySettings => ({ port: null, token: randomBytes(TOKEN_BYTES).toString('base64url') });

/** Stores it for the owner's eyes only. */
export async function saveOverlaySettings(home: string, settings: OverlaySettings): Promise<void> {
  try {
    await writeFileAtomic(fileIn(home), `${JSON.stringify(settings, null, 2)}\n`);
  } catch (error) {
    throw fileError(error, 'The address of the captions overlay could not be stored', fileIn(home));
  }
}
