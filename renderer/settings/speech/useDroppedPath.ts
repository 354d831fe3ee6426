import { useEffect, useState, type DragEvent } from 'react';

/** So long the desktop's preload script may take to tell a path; a browser never does. */
const WAIT_MS = 500;

/**
 * Takes a file or folder that is dropped on an element, by its path. Only the desktop window is told paths (its preload
 * script sends them, for drops on an element with `data-takes-path`); where none comes, `onNone` is called.
 *
 * @returns whether something is held over it, and what the element needs
 */
export function useDroppedPath(onPath: (path: string) => void, onNone: () => void) {
  const [over, setOver] = useState(false);
  const [awaited, setAwaited] = useState(false);
  useEffect(() => {
    if (!awaited) return undefined;
    const timer = setTimeout(() => {
      setAwaited(false);
      onNone();
    }, WAIT_MS);
    const take = (event: MessageEvent<unknown>): void => {
      const data = event.data as { type?: unknown; path?: unknown } | null;
      if (event.source !== window || data?.type !== 'headwater-path' || typeof data.path !== 'string') return;
      setAwaited(false);
      if (data.path === '') onNone();
      else onPath(data.path);
    };
    window.addEventListener('message', take);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('message', take);
    };
  }, [awaited, onPath, onNone]);
  const hold = (event: DragEvent, held: boolean): void => {
    event.preventDefault();
    setOver(held);
  };
  const target = {
    'data-takes-path': true,
    onDragOver: (event: DragEvent) => hold(event, true),
    onDragLeave: (event: DragEvent) => hold(event, false),
    onDrop(event: DragEvent) {
      hold(event, false);
      setAwaited(event.dataTransfer.files.length > 0);
    },
  };
  return { over, target };
}
