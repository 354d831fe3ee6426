import { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { LensToken } from '../../../app/memory/LensToken.ts';

/** What a look through the lens shows. */
export interface LensView {
  readonly tokens: LensToken[];
}

/** Those who look at the caches of conversations, by conversation. */
export interface Lens {
  /** The states of one conversation, the newest of those that wait. It ends when its reader leaves or `signal` aborts. */
  watch(conversationId: string, signal: AbortSignal): Mailbox<LensView>;
  /** Shows a state to those who look; `view` is asked only when there is one. */
  show(conversationId: string, view: () => LensView): void;
}

export function createLens(): Lens {
  const watchers = new Map<string, Set<Mailbox<LensView>>>();
  return {
    watch(conversationId, signal) {
      const views = new Mailbox<LensView>((_, newest) => newest);
      const others = watchers.get(conversationId) ?? new Set();
      watchers.set(conversationId, others.add(views));
      const leave = () => views.end();
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      const remove = () => {
        signal.removeEventListener('abort', leave);
        others.delete(views);
        if (others.size === 0 && watchers.get(conversationId) === others) watchers.delete(conversationId);
      };
      void views.closed.then(remove);
      return views;
    },
    show(conversationId, view) {
      const looking = watchers.get(conversationId);
      if (looking === undefined) return;
      const seen = view();
      for (const views of looking) views.push(seen);
    },
  };
}
