import { useEffect } from 'react';
import { useOpenConversation } from './useOpenConversation.ts';

/** The window, or the browser's tab, is called after the open conversation. */
export function useWindowTitle(): void {
  const title = useOpenConversation()?.title;
  useEffect(() => {
    document.title = title ? `${title} – Headwater` : 'Headwater';
  }, [title]);
}
