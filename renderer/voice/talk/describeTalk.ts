import type { TalkState } from './TalkState.ts';

/** What is shown of a conversation by voice: a sign of its own, a word, and what to do, where nothing was said yet. */
export interface TalkDescription {
  readonly sign: 'opening' | 'listening' | 'thinking' | 'speaking' | 'muted' | 'waiting';
  readonly word: string;
  readonly hint: string;
}

export function describeTalk({ stage, phase, mode, muted, pressed, device }: TalkState): TalkDescription {
  if (stage !== 'on') {
    return device === ''
      ? { sign: 'opening', word: 'Opening the microphone', hint: 'Allow it where your browser or system asks.' }
      : { sign: 'opening', word: 'Getting ready', hint: 'You can speak in a moment.' };
  }
  switch (phase) {
    case 'starting':
      return { sign: 'opening', word: 'Getting ready', hint: 'You can speak in a moment.' };
    case 'thinking':
      return { sign: 'thinking', word: 'Thinking', hint: '' };
    case 'speaking':
      return { sign: 'speaking', word: 'Speaking', hint: muted ? 'Esc stops it.' : interruption(mode) };
    case 'ducking':
      return { sign: 'speaking', word: 'Speaking quietly', hint: 'Somebody is talking: one word more, and it stops.' };
    case 'halted':
    case 'listening':
      if (muted) return { sign: 'muted', word: 'Muted', hint: 'Nothing of your microphone is heard.' };
      if (mode === 'push-to-talk' && !pressed) return { sign: 'waiting', word: 'Waiting', hint: 'Hold Space, or the button, while you speak.' };
      return { sign: 'listening', word: 'Listening', hint: 'Say something.' };
  }
}

function interruption(mode: TalkState['mode']): string {
  return mode === 'push-to-talk' ? 'Hold Space to interrupt, or press Esc.' : 'Speak to interrupt, or press Esc.';
}
