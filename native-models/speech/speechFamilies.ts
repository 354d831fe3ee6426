import { cnnPunctuation } from './families/cnnPunctuation.ts';
import { ctPunctuation } from './families/ctPunctuation.ts';
import { kokoro } from './families/kokoro.ts';
import { moonshine } from './families/moonshine.ts';
import { nemoCtc } from './families/nemoCtc.ts';
import { nemoTransducer } from './families/nemoTransducer.ts';
import { offlineCtc } from './families/offlineCtc.ts';
import { offlineNemoTransducer } from './families/offlineNemoTransducer.ts';
import { offlineTransducer } from './families/offlineTransducer.ts';
import { ownWhisper } from './families/ownWhisper.ts';
import { piper } from './families/piper.ts';
import { pocket } from './families/pocket.ts';
import { pronunciation } from './families/pronunciation.ts';
import { senseVoice } from './families/senseVoice.ts';
import { sherpaWhisper } from './families/sherpaWhisper.ts';
import { smartTurn } from './families/smartTurn.ts';
import { speakers } from './families/speakers.ts';
import { supertonic } from './families/supertonic.ts';
import { zipformer2 } from './families/zipformer2.ts';
import { zipformer2Ctc } from './families/zipformer2Ctc.ts';
import type { SpeechFamily } from './SpeechFamily.ts';

/** All families, in the order they are asked: one whose files could be taken for another's comes first. */
export const speechFamilies: readonly SpeechFamily[] = [
  piper,
  pronunciation,
  kokoro,
  supertonic,
  pocket,
  smartTurn,
  ownWhisper,
  sherpaWhisper,
  moonshine,
  zipformer2,
  nemoTransducer,
  zipformer2Ctc,
  nemoCtc,
  offlineNemoTransducer,
  offlineTransducer,
  offlineCtc,
  senseVoice,
  speakers,
  cnnPunctuation,
  ctPunctuation,
];
