import { use } from 'react';
import { OverPage } from '../OverPage.ts';
import { useApp } from '../useApp.ts';

/** Goes to a turn, also one of another conversation; a drawer over the page gives way. */
export function useJump(): (conversationId: string, turnId: string) => void {
  const { list, memory } = useApp();
  const over = use(OverPage);
  return (conversationId, turnId) => {
    if (over !== null) memory.actions.hide();
    void list.openHit(conversationId, turnId);
  };
}
