import { z } from '../../app/contract/zod.ts';

/** `files.json` of a compiled model's folder: what every other file in it must be. */
export const Manifest = z.object({
  files: z.record(z.string().regex(/^(?!.*(?:^|\/)\.\.?(?:\/|$))[\w.-]+(?:\/[\w.-]+)*$/), z.object({ bytes: z.number().int().nonnegative(), sha256: z.string().length(64) })),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST_FILE = 'files.json';
