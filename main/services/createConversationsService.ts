import type { conversationsService } from '../../app/contract/services/conversations.ts';
import type { Client, Handlers } from '../../app/contract/Service.ts';
import type { storeService } from '../store/storeService.ts';
import { changing } from './changing.ts';
import type { ChangeSignal } from './changeSignal.ts';
import { followChanges } from './followChanges.ts';

/** How long a removed conversation can be brought back, in seconds. */
export const UNDO_SECONDS = 10;
/** Left to the last moment of the undo button, so that a click on it never comes too late. */
const GRACE_SECONDS = 5;

export interface ConversationsContext {
  readonly store: Client<typeof storeService>;
  readonly changes: ChangeSignal;
  /** Stops what is being written in a conversation. */
  stop(conversationId: string): Promise<void>;
  /** Makes the path through a turn the active one, and tells the windows that show the conversation. */
  reveal(turnId: string): Promise<void>;
  /** Conversations were erased, which answers of others saw something of: as `Memory.erased`. */
  erased(seenIn: readonly string[], gone: readonly string[]): Promise<void>;
}

/** The list of conversations: the store's answers, and one notice to every window after each change. */
export function createConversationsService(context: ConversationsContext): {
  handlers: Handlers<typeof conversationsService>;
  /** Erases what was removed before the program was last closed. */
  purge(): Promise<void>;
} {
  const { store, changes } = context;
  const tells = changing(changes);

  const purge = async (secondsAgo: number): Promise<void> => {
    const { ids, seenIn } = await store.purge({ removedBefore: Date.now() - secondsAgo * 1_000 });
    await context.erased(seenIn, ids).catch((error: unknown) => console.error('Erasing a saved cache failed:', error));
  };

  const handlers: Handlers<typeof conversationsService> = {
    create: tells(store.create),
    rename: tells(store.rename),
    pin: tells(store.pin),
    setRetention: tells(store.setRetention),
    restore: tells(store.restore),
    async reveal({ turnId }) {
      await context.reveal(turnId);
      return {};
    },
    import: tells(store.import),
    saveDraft: store.saveDraft,
    page: store.page,
    search: store.search,
    export: store.export,
    async remove({ id }) {
      await context.stop(id);
      await store.remove({ id });
      changes.notify();
      setTimeout(
        () => void purge(UNDO_SECONDS).catch((error: unknown) => console.error('Erasing a conversation failed:', error)),
        (UNDO_SECONDS + GRACE_SECONDS) * 1_000,
      ).unref();
      return {};
    },
    watch: (_params, signal) => followChanges(changes, signal, () => store.list({})),
  };
  return { handlers, purge: () => purge(0) };
}
