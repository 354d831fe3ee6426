import { kokoroVoices } from './kokoroVoices.ts';
import { piperVoices } from './piperVoices.ts';
import { pocketVoices } from './pocketVoices.ts';
import { supertonicVoices } from './supertonicVoices.ts';
import type { VoiceFamily } from './VoiceFamily.ts';

/** The families of voices that can be opened. */
export const voiceFamilies: readonly VoiceFamily[] = [piperVoices, kokoroVoices, supertonicVoices, pocketVoices];
