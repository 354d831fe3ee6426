import { use } from 'react';
import type { Quotation } from '../../app/memory/Quotation.ts';
import { OverPage } from '../OverPage.ts';
import { useApp } from '../useApp.ts';

/** Goes to a turn, also one of another conversation, or to a line of a recording; a drawer over the page gives way. */
export function useJump(): (conversationId: string, turnId: string, source?: Quotation['source']) => void {
  const { captions, list, memory, ui } = useApp();
  const over = use(OverPage);
  return (conversationId, turnId, source = 'chat') => {
    if (over !== null) memory.actions.hide();
    if (source === 'caption') {
      captions.open(conversationId, turnId);
      ui.show('captions');
    } else void list.openHit(conversationId, turnId);
  };
}
