import type { VoiceState } from './VoiceState.ts';

/** Whether the person speaks at this moment. */
export function isSpeaking({ spokeFrom, spokeTo }: VoiceState): boolean {
  return spokeFrom !== null && spokeTo === null;
}
