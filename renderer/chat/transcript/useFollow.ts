import { useEffect, useRef, useState, type RefObject } from 'react';

/** How near to the end a reader is who wants to see what comes, in pixels. */
const NEAR = 80;
const UP_KEYS = new Set(['ArrowUp', 'PageUp', 'Home']);

/**
 * Whether the view follows the text that comes in. It does while the reader is at the end; it lets go the moment the
 * reader turns the wheel up, presses a key that goes up, drags the page or the scroll bar; it follows again when the
 * reader comes back to within 80 px of the end. Nothing that the program scrolls changes it.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>): {
  following: boolean;
  setFollowing: (following: boolean) => void;
} {
  const [following, setFollowing] = useState(true);
  const followed = useRef(true);

  useEffect(() => {
    followed.current = following;
  }, [following]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let dragging = false;
    let lastTop = element.scrollTop;
    let touchY = 0;
    const change = (next: boolean): void => {
      if (followed.current === next) return;
      followed.current = next;
      setFollowing(next);
    };
    const canScroll = (): boolean => element.scrollHeight > element.clientHeight;
    const letGo = (): void => {
      if (canScroll()) change(false);
    };
    const listeners: { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void } = {
      wheel: (event) => (event.deltaY < 0 ? letGo() : undefined),
      keydown: (event) => {
        const writing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
        if (!writing && (UP_KEYS.has(event.key) || (event.key === ' ' && event.shiftKey))) letGo();
      },
      touchstart: (event) => void (touchY = event.touches[0]?.clientY ?? 0),
      touchmove: (event) => ((event.touches[0]?.clientY ?? 0) > touchY ? letGo() : undefined),
      // The scroll bar is dragged, or a selection: what goes up then is the reader's doing.
      pointerdown: () => void (dragging = true),
      scroll: () => {
        const top = element.scrollTop;
        const down = top > lastTop;
        if (dragging && top < lastTop) letGo();
        lastTop = top;
        if (down && element.scrollHeight - element.clientHeight - top <= NEAR) change(true);
      },
    };
    const end = (): void => void (dragging = false);
    for (const [name, listener] of Object.entries(listeners)) {
      element.addEventListener(name, listener as EventListener, { passive: true });
    }
    window.addEventListener('pointerup', end);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener as EventListener);
      window.removeEventListener('pointerup', end);
    };
  }, [scroller]);

  return { following, setFollowing };
}
