import { isNobody } from './isNobody.ts';
import { isSpeaking } from './isSpeaking.ts';
import { saysSince } from './saysSince.ts';
import { turnEnd } from './turnEnd.ts';
import { voiceLimits } from './voiceLimits.ts';
import type { VoiceState } from './VoiceState.ts';

/** When a `tick` may change something, on the clock of the events and after `now`; null: not before another event. */
export function voiceTimer(state: VoiceState, now: number): number | null {
  const next = momentsOf(state).filter((moment) => moment > now);
  return next.length === 0 ? null : Math.min(...next);
}

function momentsOf(state: VoiceState): readonly number[] {
  const { spokeFrom, spokeTo } = state;
  switch (state.phase) {
    case 'listening': {
      const end = turnEnd(state);
      if (end !== null) return [end];
      return spokeTo === null ? [] : [spokeTo + voiceLimits.forgotten];
    }
    case 'ducking':
      // First what was said may turn out to be long enough, then too long to be nothing.
      return spokeFrom === null ? [] : [spokeFrom + voiceLimits.interruption, (saysSince(state) ?? spokeFrom) + voiceLimits.wordless];
    case 'halted':
      return isSpeaking(state) && !isNobody(state) ? [] : [state.haltedAt + voiceLimits.falseAlarm];
    case 'thinking':
      return state.ready && spokeFrom !== null ? [spokeFrom + voiceLimits.wordless] : [];
    case 'stopped':
    case 'speaking':
      return [];
  }
}
