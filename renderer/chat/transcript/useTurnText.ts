import { useCallback, useSyncExternalStore } from 'react';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { useApp } from '../../useApp.ts';

/** The text of a turn; while it is being written, what is visible of it, new with every frame. */
export function useTurnText(turn: Turn): string {
  const { live } = useApp().chat;
  const read = useCallback(
    () => (turn.state === 'answering' ? (live.get(turn.id) ?? turn.text) : turn.text),
    [live, turn],
  );
  return useSyncExternalStore(turn.state === 'answering' ? live.subscribe : subscribeToNothing, read);
}

const subscribeToNothing = () => () => undefined;
