import { AppError } from '../../../app/contract/AppError.ts';
import { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { ChatEvent, chatService } from '../../../app/contract/services/chat.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { ChatContext } from './ChatContext.ts';
import { createRooms } from './createRooms.ts';
import { createRuns } from './createRuns.ts';
import { createSpokenChat, type SpokenChat } from './createSpokenChat.ts';
import { foldChatEvents } from './foldChatEvents.ts';
import { broadcast, type Room } from './room.ts';

/** The chat service, and what the host needs to end it. */
export interface Chat {
  readonly handlers: Handlers<typeof chatService>;
  readonly spoken: SpokenChat;
  /** Stops the answer of one conversation and resolves when its text is stored. */
  stop(conversationId: string): Promise<void>;
  /** Makes the path through a turn the active one. An answer on the branch that is left is stopped, and kept. */
  reveal(turnId: string): Promise<void>;
  /** True while any answer is being written. */
  isAnswering(): boolean;
  /** Shows a turn anew in the windows that look at its conversation. */
  turnChanged(turnId: string): Promise<void>;
  /** Lets the windows read a conversation anew. */
  reopen(conversationId: string): Promise<void>;
  /** The engine's caches are gone: nothing is known of what the model sees. */
  forgetUsage(): void;
  /** Stops every answer; what was written is kept. */
  close(): Promise<void>;
}

/**
 * Answers are written here, in the host, whether or not a window looks: a reload, a second window or a crash of the
 * engine loses nothing. One answer at a time in a conversation; messages sent meanwhile wait in its queue.
 */
export function createChatService(context: ChatContext): Chat {
  const { store } = context;
  const rooms = createRooms();
  const runs = createRuns(context, rooms);
  const { ask, start, stop, tellQueue } = runs;

  const addAnswer = async (conversationId: string, parentId: string): Promise<Turn> => {
    const answer = await store.addTurn({
      conversationId,
      parentId,
      role: 'assistant',
      text: '',
      state: 'answering',
      edited: false,
      model: context.models.name(),
    });
    context.changed();
    return answer;
  };

  /** Tries once more to store how the last answer ended, when the disk did not take it at once. */
  const settle = async (room: Room): Promise<void> => {
    const { unsettled } = room;
    if (!unsettled || room.run) return;
    await store.setState(unsettled).then(
      () => (room.unsettled = null),
      () => undefined, // the disk is still full
    );
  };

  /** The active path changed: windows fetch it anew, and with it all that was held. */
  const reopen = async (conversationId: string): Promise<void> => {
    context.changed();
    const room = rooms.get(conversationId);
    if (!room) return;
    const event = await opened(room);
    room.held.clear();
    broadcast(room, event);
  };

  const opened = async (room: Room): Promise<ChatEvent> => {
    await settle(room);
    const { queue } = await store.queue({ conversationId: room.conversationId });
    const { activity, usage, answering } = room;
    return { kind: 'opened', activity, queue, usage, answering: answering && { ...answering } };
  };

  const handlers: Handlers<typeof chatService> = {
    async send({ conversationId, text }) {
      const room = rooms.of(conversationId);
      if (room.run) {
        room.enqueued++;
        await store.enqueue({ conversationId, text });
        await tellQueue(conversationId);
        return { queued: true };
      }
      await start(conversationId, () => ask(conversationId, { text }));
      return { queued: false };
    },
    async stop({ conversationId }) {
      await stop(conversationId);
      return {};
    },
    async continue({ turnId }) {
      const turn = await store.turn({ turnId });
      // One that is `answering` although nobody writes it is one whose end could not be stored.
      if (turn.role !== 'assistant' || turn.state === 'complete') {
        throw new AppError('bad-request', 'This answer has ended; there is nothing to continue.');
      }
      const { turn: leaf } = await store.leaf({ conversationId: turn.conversationId });
      if (leaf?.id !== turnId) throw new AppError('bad-request', 'Only the last answer can be continued.');
      await start(turn.conversationId, () =>
        store.setState({ turnId, state: 'answering', stats: null, problem: null }),
      );
      return {};
    },
    async regenerate({ turnId }) {
      const turn = await store.turn({ turnId });
      const { role, parentId, conversationId } = turn;
      if (role !== 'assistant' || parentId === null) {
        throw new AppError('bad-request', 'Only an answer can be written again.');
      }
      await stop(conversationId);
      await start(conversationId, () => addAnswer(conversationId, parentId));
      await reopen(conversationId);
      return {};
    },
    async edit({ turnId, text, answer }) {
      const { conversationId, parentId, role } = await store.turn({ turnId });
      await stop(conversationId);
      if (answer && role === 'user') {
        const asked = { conversationId, parentId, text, edited: true, model: context.models.name() };
        await start(conversationId, async () => (await store.ask(asked)).answer);
      } else {
        await store.addTurn({ conversationId, parentId, role, text, state: 'complete', edited: true, model: null });
      }
      await reopen(conversationId);
      return {};
    },
    async select({ turnId }) {
      const { conversationId } = await store.turn({ turnId });
      await stop(conversationId);
      await store.select({ turnId });
      await reopen(conversationId);
      return {};
    },
    async editQueued({ id, text }) {
      await tellQueue((await store.editQueued({ id, text })).conversationId);
      return {};
    },
    async removeQueued({ id }) {
      const { message } = await store.dequeue({ id });
      if (message) await tellQueue(message.conversationId);
      return {};
    },
    async sendQueuedNow({ conversationId, id }) {
      const message = (await store.queue({ conversationId })).queue.find((waiting) => waiting.id === id);
      if (!message) throw new AppError('not-found', 'This message is not waiting any more; it was sent or removed.');
      await stop(conversationId);
      await start(conversationId, () => ask(conversationId, { text: message.text, queuedId: id }));
      return {};
    },
    async *watch({ conversationId }, signal) {
      const room = rooms.of(conversationId);
      const watcher = new Mailbox<ChatEvent[]>((unread, batch) => batch.reduce(foldChatEvents, unread));
      room.watchers.add(watcher);
      signal.addEventListener('abort', () => watcher.end(), { once: true });
      try {
        // Events that come in while the queue is read stand behind this snapshot; offsets make them harmless.
        yield await opened(room);
        for await (const batch of watcher) yield* batch;
      } finally {
        room.watchers.delete(watcher);
        rooms.tidy(room);
      }
    },
  };
  return {
    handlers,
    spoken: createSpokenChat(context, rooms, runs, reopen),
    stop,
    async reveal(turnId) {
      const { conversationId } = await store.turn({ turnId });
      const before = await store.leaf({ conversationId });
      await store.reveal({ turnId });
      const after = await store.leaf({ conversationId });
      if (after.turn?.id === before.turn?.id) return;
      await stop(conversationId);
      await reopen(conversationId);
    },
    isAnswering: () => rooms.all().some(({ run }) => run !== null),
    async turnChanged(turnId) {
      const turn = await store.turn({ turnId });
      const room = rooms.get(turn.conversationId);
      // The windows know of an answer being written more than the store does.
      if (room && room.answering?.id !== turnId) broadcast(room, { kind: 'turn', turn });
    },
    reopen,
    forgetUsage() {
      for (const room of rooms.all()) {
        room.usage = null;
        rooms.tidy(room);
      }
    },
    async close() {
      await Promise.all(rooms.all().map((room) => stop(room.conversationId)));
    },
  };
}
