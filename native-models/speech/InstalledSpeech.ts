import { z } from '../../app/contract/zod.ts';
import { SpeechModel } from '../../app/models/SpeechModel.ts';

/**
 * `model.json` of an installed speech model's folder. Beside it lie the files under the names that its family gave
 * them, and `files.json`, which says what each of them must be.
 */
export const InstalledSpeech = SpeechModel.pick({ name: true, kind: true, family: true, languages: true, licence: true, speakers: true, speakerNames: true }).extend({
  format: z.literal(1),
  /** version of the family's detector that wrote the folder */
  familyVersion: z.number().int().positive(),
  /** sha256 of files, family version and options: the name of the folder */
  key: SpeechModel.shape.id,
  /** the language of espeak-ng in which it is told phonemes; null for what needs none */
  pronunciation: z.string().max(40).nullable(),
  /** what whoever opens it must know beside; each family has a schema of its own for it */
  options: z.record(z.string().max(100), z.union([z.string().max(10_000), z.number(), z.boolean()])),
});
export type InstalledSpeech = z.infer<typeof InstalledSpeech>;
