import { z } from '../contract/zod.ts';
import { SpeechModel } from './SpeechModel.ts';
import { SpeechRole } from './SpeechRole.ts';

/** The speech models that a person has installed, and how it stands with the one that is being installed. */
export const SpeechModelList = z.object({
  models: z.array(SpeechModel),
  /** the id of the model chosen for each role; null: Headwater's own, or none */
  chosen: z.record(SpeechRole, SpeechModel.shape.id.nullable()),
  /** `path` as the person gave it; `fraction` from 0 to 1 */
  installing: z.object({ path: z.string(), fraction: z.number().min(0).max(1) }).nullable(),
  /** a sentence: why the last one was not installed, until the next try */
  problem: z.string().max(4_000).nullable(),
});
export type SpeechModelList = z.infer<typeof SpeechModelList>;
