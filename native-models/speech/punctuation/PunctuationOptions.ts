import { z } from '../../../app/contract/zod.ts';

/** What whoever opens an installed punctuation model must know beside its files. */
export const PunctuationOptions = z.object({ graph: z.enum(['ct-transformer', 'cnn-bilstm']) });
export type PunctuationOptions = z.infer<typeof PunctuationOptions>;
