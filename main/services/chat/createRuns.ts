import { AppError } from '../../../app/contract/AppError.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { ChatContext } from './ChatContext.ts';
import type { Rooms } from './createRooms.ts';
import { broadcast, type Room } from './room.ts';
import { STOPPED, type SpokenSource, writeAnswer } from './writeAnswer.ts';

/** A message to be added; `queuedId` names the waiting one that it is. */
type NewMessage = Pick<Parameters<ChatContext['store']['ask']>[0], 'text' | 'queuedId' | 'messageId' | 'source' | 'mediaTime'>;

/** The answers being written: one run at a time in a conversation. */
export interface Runs {
  /**
   * Starts writing; `turn` makes or fetches the answer. While answers end by themselves, the waiting messages follow in
   * the same run: whoever stops it stops all of it, and nothing slips in between. An answer that was begun in case is
   * thrown away, unless it is the one.
   *
   * @param spoken the first answer is spoken as it is written
   * @throws AppError `busy` while the conversation is being answered
   */
  readonly start: (conversationId: string, turn: () => Promise<Turn>, spoken?: SpokenSource) => Promise<void>;
  /** Stops the answer of one conversation, and what is read ahead in it, and resolves when its text is stored. */
  readonly stop: (conversationId: string) => Promise<void>;
  /** Adds a message and its empty answer. */
  readonly ask: (conversationId: string, message: NewMessage) => Promise<Turn>;
  /** Tells the windows which messages wait. */
  readonly tellQueue: (conversationId: string) => Promise<void>;
}

export function createRuns(context: ChatContext, rooms: Rooms): Runs {
  const { store } = context;

  const tellQueue = async (conversationId: string): Promise<void> => {
    const { queue } = await store.queue({ conversationId });
    const room = rooms.get(conversationId);
    if (room) broadcast(room, { kind: 'queue', queue });
  };

  const ask: Runs['ask'] = async (conversationId, message) => {
    const added = await store.ask({ conversationId, edited: false, model: context.models.name(), ...message });
    if (message.queuedId !== undefined) await tellQueue(conversationId);
    broadcast(rooms.of(conversationId), { kind: 'turn', turn: added.message });
    context.changed();
    return added.answer;
  };

  /** The answer to the first waiting message, which becomes a turn; null when none waits or the run was stopped. */
  const nextInQueue = async (room: Room, signal: AbortSignal): Promise<Turn | null> => {
    for (;;) {
      const { enqueued, conversationId } = room;
      const [next] = (await store.queue({ conversationId })).queue;
      if (signal.aborted) return null;
      if (next) {
        try {
          return await ask(conversationId, { text: next.text, queuedId: next.id });
        } catch (error) {
          // Taken back meanwhile: the one behind it is next. Whatever else went wrong, it still waits.
          if (AppError.toValue(error).code !== 'not-found') return null;
        }
        // A message that came while the queue was read belongs to this run, too.
      } else if (enqueued === room.enqueued) return null;
    }
  };

  return {
    ask,
    tellQueue,
    start(conversationId, turn, spoken) {
      const room = rooms.of(conversationId);
      if (room.run) throw new AppError('busy', 'This conversation is being answered. Stop that answer first.');
      if (room.begun !== spoken?.begun) room.begun?.discard();
      room.begun = null;
      const abort = new AbortController();
      const begun = turn();
      const write = async (): Promise<void> => {
        // The caller of `start` is told when the first one cannot be made.
        let answer = await begun.catch(() => null);
        if (!answer) spoken?.begun?.discard();
        let source = spoken;
        while (answer) {
          const { state } = await writeAnswer(context, room, answer, abort, source);
          source = undefined;
          const endedByItself = (state === 'complete' || state === 'length') && !abort.signal.aborted;
          answer = endedByItself ? await nextInQueue(room, abort.signal).catch(() => null) : null;
        }
        room.run = null;
        rooms.tidy(room);
      };
      room.run = { abort, ended: write() };
      return begun.then(() => undefined);
    },
    async stop(conversationId) {
      const room = rooms.get(conversationId);
      room?.begun?.discard();
      room?.ahead?.abort();
      const run = room?.run;
      run?.abort.abort(STOPPED);
      await run?.ended;
    },
  };
}
