import { AppError } from '../../app/contract/AppError.ts';
import type { Connection } from '../connection/createConnection.ts';
import type { Chat } from './createChat.ts';

/** What a person can do in a conversation. Every action resolves; a failure becomes the chat's `problem`. */
export interface ChatActions {
  /**
   * Sends to the open conversation, or starts one. Resolves to whether it was sent (the problem is shown otherwise), and
   * to the conversation it was for: null when it could not even be started.
   */
  send(text: string): Promise<{ readonly sent: boolean; readonly conversationId: string | null }>;
  stop(): Promise<void>;
  continueAnswer(turnId: string): Promise<void>;
  regenerate(turnId: string): Promise<void>;
  /** Begins to change a turn in its place. */
  beginEdit(turnId: string, text: string): void;
  changeEdit(text: string): void;
  cancelEdit(): void;
  /** Saves the change as a sibling; `answer` lets the model answer it. */
  saveEdit(answer: boolean): Promise<void>;
  /** Shows another sibling. */
  select(turnId: string): Promise<void>;
  /** Resolves to false, with the problem shown, when it was refused. */
  editQueued(id: string, text: string): Promise<boolean>;
  removeQueued(id: string): Promise<void>;
  sendQueuedNow(id: string): Promise<void>;
  readonly dismissProblem: () => void;
}

export function chatActions(connection: Connection, chat: Chat): ChatActions {
  const { store } = chat;
  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    try {
      await action();
      store.setState({ problem: null });
      return true;
    } catch (error) {
      store.setState({ problem: AppError.fromValue(AppError.toValue(error)) });
      return false;
    }
  };
  const service = () => connection.services().chat;

  return {
    async send(text) {
      let id = store.getState().openId;
      const sent = await attempt(async () => {
        if (id === null) {
          ({ id } = await connection.services().conversations.create({}));
          chat.open(id);
        } else {
          void chat.go({ kind: 'end' });
        }
        await service().send({ conversationId: id, text });
      });
      return { sent, conversationId: id };
    },
    async stop() {
      const id = store.getState().openId;
      if (id !== null) await attempt(() => service().stop({ conversationId: id }));
    },
    async continueAnswer(turnId) {
      await attempt(() => service().continue({ turnId }));
    },
    async regenerate(turnId) {
      chat.expect({ kind: 'end' });
      await attempt(() => service().regenerate({ turnId }));
    },
    beginEdit(turnId, text) {
      // Asked for again, it goes on: what was changed already is not thrown away.
      const { openId, editing } = store.getState();
      if (editing?.turnId !== turnId) store.setState({ editing: { turnId, text: chat.edits.read(openId, turnId) ?? text } });
    },
    changeEdit(text) {
      const { editing } = store.getState();
      if (editing) store.setState({ editing: { turnId: editing.turnId, text } });
    },
    cancelEdit: () => store.setState({ editing: null }),
    async saveEdit(answer) {
      const { editing } = store.getState();
      if (!editing || editing.text.trim() === '') return;
      const { turnId, text } = editing;
      chat.expect({ kind: 'end' });
      const saved = await attempt(() => service().edit({ turnId, text, answer }));
      // Another conversation may be open by now, with a change of its own.
      if (saved && store.getState().editing?.turnId === turnId) store.setState({ editing: null });
      else if (saved) chat.edits.drop(turnId);
    },
    async select(turnId) {
      chat.expect({ kind: 'turn', turnId, flash: false });
      await attempt(() => service().select({ turnId }));
    },
    editQueued: (id, text) => attempt(() => service().editQueued({ id, text })),
    async removeQueued(id) {
      await attempt(() => service().removeQueued({ id }));
    },
    async sendQueuedNow(id) {
      const conversationId = store.getState().openId;
      if (conversationId !== null) await attempt(() => service().sendQueuedNow({ conversationId, id }));
    },
    dismissProblem: () => store.setState({ problem: null }),
  };
}
