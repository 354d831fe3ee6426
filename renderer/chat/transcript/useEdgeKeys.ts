import { useEffect, type RefObject } from 'react';

/**
 * Home and End in the transcript mean the conversation, of which only some pages may be loaded.
 *
 * @param go takes the reader to its first or last turn
 */
export function useEdgeKeys(scroller: RefObject<HTMLElement | null>, go: (edge: 'start' | 'end') => void): void {
  useEffect(() => {
    const element = scroller.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      const plain = !event.altKey && !event.metaKey && !event.shiftKey;
      if (event.target !== element || !plain || (event.key !== 'Home' && event.key !== 'End')) return;
      event.preventDefault();
      go(event.key === 'Home' ? 'start' : 'end');
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [scroller, go]);
}
