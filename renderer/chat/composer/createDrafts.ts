import type { Connection } from '../../connection/createConnection.ts';

const WAIT_MS = 500;
const KEY = 'headwater.draft.';
const NEW = 'new';

/**
 * Unsent text, per conversation. It is kept in this browser at once and at the host soon after, so that neither a
 * closed window nor a closed host loses a word.
 */
export interface Drafts {
  /** What stands unsent: what was written in this window, or kept in this browser, or else the host's. */
  read(conversationId: string | null, atHost: string): string;
  write(conversationId: string | null, text: string): void;
  /** Hands everything to the host now. */
  readonly flush: () => void;
}

/** @param temporary conversations of which nothing may be kept in this browser */
export function createDrafts(connection: Connection, temporary: (conversationId: string) => boolean = () => false): Drafts {
  /** what was written here last; the host tells no changes of drafts */
  const written = new Map<string, string>();
  const waiting = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    const { services } = connection.store.getState();
    if (!services) return;
    for (const [id, draft] of waiting) {
      waiting.delete(id);
      services.conversations.saveDraft({ id, draft }).then(
        () => localStorage.getItem(KEY + id) === draft && localStorage.removeItem(KEY + id),
        () => undefined, // stays in this browser, and is read from here next time
      );
    }
  };
  return {
    read(conversationId, atHost) {
      const id = conversationId ?? NEW;
      return written.get(id) ?? localStorage.getItem(KEY + id) ?? atHost;
    },
    write(conversationId, text) {
      const key = KEY + (conversationId ?? NEW);
      written.set(conversationId ?? NEW, text);
      if (conversationId === null ? text === '' : temporary(conversationId)) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      if (conversationId === null) return;
      waiting.set(conversationId, text);
      clearTimeout(timer);
      timer = setTimeout(flush, WAIT_MS);
    },
    flush,
  };
}
