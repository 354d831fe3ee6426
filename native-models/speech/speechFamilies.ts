import { piper } from './families/piper.ts';
import { pronunciation } from './families/pronunciation.ts';
import type { SpeechFamily } from './SpeechFamily.ts';

/** All families, in the order they are asked: one whose files could be taken for another's comes first. */
export const speechFamilies: readonly SpeechFamily[] = [piper, pronunciation];
