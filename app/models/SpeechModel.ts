import { z } from '../contract/zod.ts';
import { SpeechModelKind } from './SpeechModelKind.ts';

/** Most speakers of one voice. */
export const MAX_SPEAKERS = 10_000;

/** A speech model that a person has installed. */
export const SpeechModel = z.object({
  /** the key under which it is installed: its content in hexadecimal */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  kind: SpeechModelKind,
  /** how it is built: `piper`, `kokoro`, `zipformer2`, … */
  family: z.string().max(40),
  /** codes such as `en` or `de`, as the model tells them; empty when it does not */
  languages: z.array(z.string().max(40)).max(500),
  /** what it takes on the disk */
  bytes: z.number().int().nonnegative(),
  /** as a file beside the model tells it; null when none does */
  licence: z.string().max(200).nullable(),
  /** of a voice: how many speakers it has, and what they are called where that is known; 0 for all others */
  speakers: z.number().int().min(0).max(MAX_SPEAKERS),
  speakerNames: z.array(z.string().max(100)).max(MAX_SPEAKERS),
  /** a sentence: what has to be had before it can be used; null when nothing is */
  missing: z.string().max(1_000).nullable(),
});
export type SpeechModel = z.infer<typeof SpeechModel>;
