import type { z } from '../contract/zod.ts';
import { SpeechModelKind } from './SpeechModelKind.ts';

/** A part that one installed speech model of its kind can be chosen for. */
export const SpeechRole = SpeechModelKind.exclude(['pronunciation']);
export type SpeechRole = z.infer<typeof SpeechRole>;
