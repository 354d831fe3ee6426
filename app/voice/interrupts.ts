import { isDistant } from './isDistant.ts';
import { substanceOf } from './substanceOf.ts';
import { turnText } from './turnText.ts';
import { voiceLimits } from './voiceLimits.ts';
import type { HeardPhrase, VoiceState } from './VoiceState.ts';
import { wordsOf } from './wordsOf.ts';

/**
 * Whether what is said while an answer is played is meant to interrupt it: a command, or words that are neither
 * backchannels nor an echo, in speech that is long enough and not far quieter than the person is. In the first
 * moments an echo may come through, and where one did a word of it may be misheard: two words. A hum is mostly taken
 * for other words: what recognition doubts does not count, nor do small words until another one follows. But whoever has
 * silenced the answer by speaking on is taken at their final words.
 */
export function interrupts(state: VoiceState, at: number): boolean {
  if (state.spokeFrom === null) return false;
  if (state.spokeTo !== null && at - state.spokeTo > voiceLimits.lateWords) return false;
  if (isDistant(state)) return false;
  if (substanceOf(turnText(state.phrases), state.saying).command) return true;
  const isOpen = state.phrases.some(({ final }) => !final);
  const believed = state.phrases.filter((phrase) => isBelieved(phrase) || (phrase.final && state.phase === 'halted'));
  const { words, hasEcho } = substanceOf(turnText(believed), state.saying, { echoes: state.echoes, isOpen });
  const isLong = (state.spokeTo ?? at) - state.spokeFrom >= voiceLimits.interruption;
  const isWarm = state.spokeFrom - state.playingSince >= voiceLimits.warmUp;
  return isLong && words >= (isWarm && !hasEcho && !state.echoes ? 1 : 2);
}

function isBelieved({ text, confidence }: HeardPhrase): boolean {
  const isAlone = wordsOf(text).length === 1;
  return confidence === null || confidence >= (isAlone ? voiceLimits.aloneConfidence : voiceLimits.confidence);
}
