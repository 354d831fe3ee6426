import { isDistant } from './isDistant.ts';
import { substanceOf } from './substanceOf.ts';
import { turnText } from './turnText.ts';
import type { VoiceState } from './VoiceState.ts';

/** Whether what is heard over an answer is known to be nobody who wants anything of it: far away, or its own voice coming back. */
export function isNobody(state: VoiceState): boolean {
  return isDistant(state) || substanceOf(turnText(state.phrases), state.saying, { echoes: state.echoes }).isEcho;
}
