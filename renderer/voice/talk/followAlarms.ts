import type { TalkPhase } from '../../../app/voice/TalkItem.ts';

/** How often an answer was interrupted by nothing, in this conversation. Begin with `NO_ALARMS`. */
export interface Alarms {
  readonly phase: TalkPhase;
  readonly count: number;
  readonly hearsItself: boolean;
}

export const NO_ALARMS: Alarms = { phase: 'starting', count: 0, hearsItself: false };

/** So many times it may have been a cough; once more, and the machine probably hears its own voice. */
const ENOUGH = 3;

/**
 * What to think of an answer that grew quiet or stopped because somebody spoke: when it goes on by itself, nobody did.
 * A turn that the person really takes says that they are heard apart from it.
 */
export function followAlarms({ phase: before, count }: Alarms, { phase }: { readonly phase: TalkPhase }): Alarms {
  const isAlarm = phase === 'speaking' && (before === 'ducking' || before === 'halted');
  const isTurn = phase === 'listening' && (before === 'ducking' || before === 'halted');
  const next = isTurn ? 0 : count + (isAlarm ? 1 : 0);
  return { phase, count: next, hearsItself: next >= ENOUGH };
}
