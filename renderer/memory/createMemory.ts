import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Connection } from '../connection/createConnection.ts';
import { watch } from '../connection/watch.ts';
import type { Chat } from '../chat/createChat.ts';
import { memoryActions, type MemoryActions } from './memoryActions.ts';
import type { MemoryView } from './MemoryView.ts';

/** What is remembered of the open conversation, and what can be done about it. */
export interface Memory {
  readonly store: StoreApi<MemoryView>;
  readonly actions: MemoryActions;
  close(): void;
}

export function createMemory(connection: Connection, chat: Chat): Memory {
  const store = createStore<MemoryView>(() => ({
    open: false,
    tab: 'now',
    question: null,
    state: null,
    problem: null,
    forgotten: 0,
    readProblem: null,
  }));
  let stopWatching: (() => void) | null = null;

  const follow = (conversationId: string | null): void => {
    stopWatching?.();
    store.setState({ state: null, question: null, problem: null, readProblem: null });
    stopWatching =
      conversationId === null
        ? null
        : watch(
            connection,
            (services) => services.memory.watch({ conversationId }),
            (state) => store.setState({ state }),
            ({ code }) => code !== 'not-found',
          );
  };
  const unsubscribe = chat.store.subscribe(({ openId }, before) => {
    if (openId !== before.openId) follow(openId);
  });
  return {
    store,
    actions: memoryActions(connection, chat, store),
    close() {
      unsubscribe();
      stopWatching?.();
    },
  };
}
