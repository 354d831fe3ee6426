import { voiceLimits } from './voiceLimits.ts';
import type { VoiceState } from './VoiceState.ts';

/**
 * Whether what is said is far quieter than the person's last message was: a television, somebody else's talk across the
 * room, or the rest of its own voice that cancellation leaves. Not where either is unknown.
 */
export function isDistant({ loudness, voice }: Pick<VoiceState, 'loudness' | 'voice'>): boolean {
  return loudness !== null && voice !== null && loudness < voice - voiceLimits.distant;
}
