import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../../app/contract/zod.ts';
import { fileError } from '../store/fileError.ts';
import { writeFileAtomic } from '../store/writeFileAtomic.ts';

const TOKEN_BYTES = 32;

/** `web.json`: the address of the web host, the same after a restart. */
const WebSettings = z.object({
  port: z.number().int().min(1).max(65_535).nullable(),
  token: z.string().regex(/^[\w-]{43}$/),
});
export type WebSettings = z.infer<typeof WebSettings>;

const fileIn = (home: string) => join(home, 'web.json');

/** What is stored, or null when nothing usable is: then the address will be a new one, and nothing else is lost. */
export async function readWebSettings(home: string): Promise<WebSettings | null> {
  try {
    return WebSettings.parse(JSON.parse(await readFile(fileIn(home), 'utf8')));
  } catch {
    return null;
  }
}

/** Stored, or new with a fresh token of 256 bits. */
export async function loadWebSettings(home: string): Promise<WebSettings> {
  return (await readWebSettings(home)) ?? { port: null, token: randomBytes(TOKEN_BYTES).toString('base64url') };
}

/** Stores it for the owner's eyes only. */
export async function saveWebSettings(home: string, settings: WebSettings): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await writeFileAtomic(fileIn(home), `${JSON.stringify(settings, null, 2)}\n`);
  } catch (error) {
    throw fileError(error, 'The address of Headwater could not be stored', fileIn(home));
  }
}

/** The address to open: the token is in the fragment, which a browser sends to nobody. */
export function webUrl(port: number, token: string): string {
  return `http://127.0.0.1:${port}/#token=${token}`;
}
