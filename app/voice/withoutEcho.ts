import { isDistant } from './isDistant.ts';
import { substanceOf } from './substanceOf.ts';
import type { VoiceEvent } from './VoiceEvent.ts';
import { voiceLimits } from './voiceLimits.ts';
import type { VoiceState } from './VoiceState.ts';

/**
 * The event as it counts once an answer is over: words that are nothing but what was heard of it a moment ago came back
 * from the loudspeaker, and begin no turn. Neither do those that began over it and are far quieter than the person.
 */
export function withoutEcho(state: VoiceState, event: VoiceEvent): VoiceEvent {
  if (event.kind !== 'words' || state.saying === '' || state.pressed) return event;
  if (state.phase !== 'listening' && state.phase !== 'thinking') return event;
  const isLate = event.at - state.heardAt <= voiceLimits.lateEcho;
  const beganWithIt = state.spokeFrom === null || state.spokeFrom <= state.heardAt + voiceLimits.echoTail;
  const isFar = state.spokeFrom !== null && isDistant({ ...event, voice: state.voice });
  const isNothing = beganWithIt && (isFar || (isLate && substanceOf(event.text, state.saying, { echoes: state.echoes }).isEcho));
  return isNothing ? { ...event, text: '', stable: 0, loudness: null } : event;
}
