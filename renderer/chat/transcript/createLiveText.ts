import { mergeText } from './mergeText.ts';

/**
 * The text of the answer being written. It grows outside React: whatever arrives between two frames becomes visible,
 * and is told to the subscribers, once per frame.
 */
export interface LiveText {
  /** An answer begins, or goes on, with this text. */
  start(turnId: string, text: string): void;
  /** Returns false when text is missing before `at`: the caller must ask for the whole again. */
  push(turnId: string, at: number, text: string): boolean;
  end(): void;
  /** What is visible of the answer; null when another turn, or none, is being written. */
  get(turnId: string): string | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/** @param nextFrame calls back before the next frame is painted */
export function createLiveText(nextFrame: (flush: () => void) => void = requestAnimationFrame): LiveText {
  let current: { turnId: string; received: string; visible: string } | null = null;
  let scheduled = false;
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());

  const flush = (): void => {
    scheduled = false;
    if (!current || current.visible === current.received) return;
    current.visible = current.received;
    tell();
  };
  return {
    start(turnId, text) {
      const have = current?.turnId === turnId ? current.received : '';
      const received = have.startsWith(text) ? have : text;
      current = { turnId, received, visible: received };
      tell();
    },
    push(turnId, at, text) {
      if (current?.turnId !== turnId) return at === 0 && current === null ? (this.start(turnId, text), true) : false;
      const received = mergeText(current.received, at, text);
      if (received === null) return false;
      current.received = received;
      if (!scheduled) {
        scheduled = true;
        nextFrame(flush);
      }
      return true;
    },
    end() {
      current = null;
      tell();
    },
    get: (turnId) => (current?.turnId === turnId ? current.visible : null),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
