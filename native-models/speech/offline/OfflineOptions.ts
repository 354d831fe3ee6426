import { z } from '../../../app/contract/zod.ts';

/** it writes capitals alone */
const capitals = z.boolean();

/** What whoever opens an installed recogniser of whole stretches must know beside its files. */
export const OfflineOptions = z.discriminatedUnion('graph', [
  z.object({
    /** which graphs the native library is to be given */
    graph: z.enum(['transducer', 'nemo-transducer', 'nemo-ctc', 'zipformer-ctc', 'sense-voice', 'moonshine']),
    capitals,
  }),
  z.object({
    graph: z.literal('whisper'),
    capitals,
    /** it can be told which of its languages is spoken */
    languageOption: z.boolean(),
    /** it takes 30 s of sound and no less: what is shorter is filled up with silence */
    wholeWindow: z.boolean(),
  }),
]);
export type OfflineOptions = z.infer<typeof OfflineOptions>;
