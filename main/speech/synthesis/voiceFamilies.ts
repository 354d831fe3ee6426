import { piperVoices } from './piperVoices.ts';
import type { VoiceFamily } from './VoiceFamily.ts';

/** The families of voices that can be opened; each has its detector in native-models/speech/families. */
export const voiceFamilies: readonly VoiceFamily[] = [piperVoices];
