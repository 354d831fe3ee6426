import type { TalkChoices } from './TalkState.ts';

const KEY = 'headwater.talk';

/** How the person talked last, in this browser. */
export function readTalkChoices(): TalkChoices {
  let kept: Record<string, unknown> = {};
  try {
    kept = Object(JSON.parse(localStorage.getItem(KEY) ?? '{}')) as Record<string, unknown>;
  } catch {
    // Written by something else: the usual choices.
  }
  return { mode: kept['mode'] === 'push-to-talk' ? 'push-to-talk' : 'hands-free', halfDuplex: kept['halfDuplex'] === true };
}

export function keepTalkChoices({ mode, halfDuplex }: TalkChoices): void {
  localStorage.setItem(KEY, JSON.stringify({ mode, halfDuplex }));
}
