import type { Connection } from '../../connection/createConnection.ts';
import type { Chat } from '../../chat/createChat.ts';

/** The conversation that is talked in. */
export interface TalkPlace {
  /** The open one; a new one is made, and opened, where none is. Resolves to its id. */
  readonly take: () => Promise<string>;
  /** The talk is over: what was made for it goes again when nothing was said. */
  readonly leave: () => void;
}

export function createTalkPlace(connection: Connection, chat: Chat): TalkPlace {
  let made: string | null = null;
  return {
    async take() {
      const { openId } = chat.store.getState();
      if (openId !== null) return openId;
      const { id } = await connection.services().conversations.create({});
      made = id;
      chat.open(id);
      return id;
    },
    leave() {
      const id = made;
      made = null;
      const { openId, transcript } = chat.store.getState();
      if (id === null || openId !== id || !transcript?.loaded || transcript.turns.length > 0) return;
      chat.open(null);
      const remove = async (): Promise<unknown> => connection.services().conversations.remove({ id });
      // An empty one that stays does no harm.
      remove().catch(() => undefined);
    },
  };
}
