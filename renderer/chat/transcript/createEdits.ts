import type { StoreApi } from 'zustand/vanilla';
import { z } from '../../../app/contract/zod.ts';
import type { ChatState, Editing } from '../ChatState.ts';

const KEY = 'headwater.edits';
/** Changes begun and neither saved nor cancelled, by conversation; the one touched last at the end. */
const Kept = z.array(z.tuple([z.string(), z.array(z.object({ turnId: z.string(), text: z.string() }))]));

/** Unsaved changes of turns, kept while their conversation is not open. Cancelled or saved, they are forgotten. */
export interface Edits {
  /** the unsaved text of a turn; null when it was not changed */
  read(conversationId: string | null, turnId: string): string | null;
  /** the change to go on with when the conversation is opened; null when there is none */
  last(conversationId: string | null): Editing | null;
  /** Forgets the change of a turn that was saved meanwhile. */
  drop(turnId: string): void;
  /** Keeps what is changed in this store's open conversation from now on. */
  follow(store: StoreApi<ChatState>): void;
}

/**
 * @param storage where changes outlive a reload of the window; null: they do not
 * @param temporary conversations of which nothing may be put there
 */
export function createEdits(
  storage: Pick<Storage, 'getItem' | 'setItem'> | null = null,
  temporary: (conversationId: string) => boolean = () => false,
): Edits {
  const kept = new Map<string, readonly Editing[]>(readKept(storage));

  const put = (conversationId: string, turnId: string, text: string | null): void => {
    const others = (kept.get(conversationId) ?? []).filter((edit) => edit.turnId !== turnId);
    const edits = text === null ? others : [...others, { turnId, text }];
    if (edits.length > 0) kept.set(conversationId, edits);
    else kept.delete(conversationId);
    try {
      storage?.setItem(KEY, JSON.stringify([...kept].filter(([id]) => !temporary(id))));
    } catch {
      // The browser keeps no more; this window still does.
    }
  };
  const of = (conversationId: string | null): readonly Editing[] => kept.get(conversationId ?? '') ?? [];
  return {
    read: (conversationId, turnId) => of(conversationId).find((edit) => edit.turnId === turnId)?.text ?? null,
    last(conversationId) {
      const edit = of(conversationId).at(-1);
      return edit ? { ...edit, resumed: true } : null;
    },
    drop(turnId) {
      for (const conversationId of kept.keys()) put(conversationId, turnId, null);
    },
    follow(store) {
      store.subscribe(({ openId, editing }, before) => {
        // Leaving a conversation ends no change in it.
        if (openId === null || openId !== before.openId || editing === before.editing) return;
        if (!editing) put(openId, before.editing!.turnId, null);
        else if (editing.turnId === before.editing?.turnId) put(openId, editing.turnId, editing.text);
      });
    },
  };
}

function readKept(storage: Pick<Storage, 'getItem'> | null): z.output<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(storage?.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}
