import { z } from '../contract/zod.ts';

/** How it stands with the models that a part of Headwater needs: fetched when first used, then imported and started. */
export const PrepareStatus = z.object({
  /** `absent`: not fetched yet, the person is asked first; `downloading` and `importing` have progress */
  phase: z.enum(['absent', 'downloading', 'importing', 'starting', 'ready', 'failed']),
  /** what there is to fetch: a name, a sentence and a licence each */
  models: z.array(z.object({ id: z.string(), name: z.string(), about: z.string(), licence: z.string(), bytes: z.number(), present: z.boolean() })),
  progress: z
    .object({
      doneBytes: z.number(),
      totalBytes: z.number(),
      bytesPerSecond: z.number(),
      /** of a download, while no bytes come: a source is looked for, or what came is checked and unpacked */
      step: z.enum(['looking', 'checking']).optional(),
    })
    .nullable(),
  /** a sentence: what went wrong and what to do */
  problem: z.string().max(4_000).nullable(),
});
export type PrepareStatus = z.infer<typeof PrepareStatus>;
