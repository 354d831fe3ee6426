import { z } from '../../../app/contract/zod.ts';

/** What whoever opens an installed recogniser of whole stretches must know beside its files. */
export const OfflineOptions = z.object({
  /** which graphs the native library is to be given */
  graph: z.enum(['transducer', 'nemo-transducer', 'nemo-ctc', 'zipformer-ctc', 'sense-voice']),
  /** it writes capitals alone */
  capitals: z.boolean(),
});
export type OfflineOptions = z.infer<typeof OfflineOptions>;
