import { defineService } from '../../app/contract/Service.ts';
import { z } from '../../app/contract/zod.ts';
import { Sampling } from '../../app/models/Sampling.ts';

/** What the disposable import child answers. */
export const importerService = defineService({
  name: 'importer',
  calls: {},
  streams: {
    /** Compiles a model file or folder; `fraction` (0 to 1) while it works, the compiled folder at the end. */
    compile: {
      params: z.object({
        /** what the source is to become; one that is another kind of model is refused by name */
        kind: z.enum(['chat', 'embedding', 'recognition', 'speech']),
        source: z.string().min(1).max(4_096),
        modelsFolder: z.string().min(1).max(4_096),
        precision: z.enum(['fast', 'exact']),
        /** what the catalog knows of the model's card */
        sampling: Sampling.nullable(),
      }),
      item: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('progress'), fraction: z.number().min(0).max(1) }),
        z.object({ kind: z.literal('done'), directory: z.string() }),
      ]),
    },
  },
});
