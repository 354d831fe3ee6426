import { nemoCtc } from './families/nemoCtc.ts';
import { nemoTransducer } from './families/nemoTransducer.ts';
import { piper } from './families/piper.ts';
import { pronunciation } from './families/pronunciation.ts';
import { zipformer2 } from './families/zipformer2.ts';
import { zipformer2Ctc } from './families/zipformer2Ctc.ts';
import type { SpeechFamily } from './SpeechFamily.ts';

/** All families, in the order they are asked: one whose files could be taken for another's comes first. */
export const speechFamilies: readonly SpeechFamily[] = [piper, pronunciation, zipformer2, nemoTransducer, zipformer2Ctc, nemoCtc];
