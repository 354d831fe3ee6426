import type { engineService } from '../../../app/contract/services/engine.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { AnswerListener, BegunAnswer } from './BegunAnswer.ts';
import { beginAnswer } from './beginAnswer.ts';
import type { ChatContext } from './ChatContext.ts';
import type { Rooms } from './createRooms.ts';
import type { Runs } from './createRuns.ts';
import type { SpokenSource } from './writeAnswer.ts';
import { policyOf } from './policyOf.ts';
import { type OpenMessage, type Prompt, promptAhead } from './promptOf.ts';
import { broadcast } from './room.ts';

/** So long a spoken message waits for an answer that is being written in its conversation, in milliseconds. */
const PATIENCE_MS = 30_000;

/** A message that was spoken: what it is to be named by, and when on the clock of the session. */
export interface SpokenMessage extends OpenMessage {
  readonly conversationId: string;
  readonly mediaTime: NonNullable<Turn['mediaTime']>;
}

/** What a conversation by voice does with the chat that nobody does who types. */
export interface SpokenChat {
  /**
   * Lets the model read what is being said ahead of time; null: what was said until now, so that it stands as it was
   * heard. Resolves when it did or that was given up; it is no harm when it fails.
   */
  readAhead(conversationId: string, message: OpenMessage | null, signal: AbortSignal): Promise<void>;
  /** Begins an answer in case nothing more is said; `onEvent` hears of it. Whatever else is answered in this conversation throws it away. */
  begin(conversationId: string, message: OpenMessage, onEvent: AnswerListener): BegunAnswer;
  /**
   * Adds a message and has it answered: with the answer that was begun for it, if that is still alive, else with a new
   * one, of whose events `onEvent` hears; `onEnd` of either. Windows are told of neither before `show`. Waits for an answer that is
   * being written, but not for ever. Rejects as `store.ask` does, and with `busy`; then nothing was added.
   *
   * @returns the id of the answer
   */
  commit(message: SpokenMessage, source: SpokenSource): Promise<string>;
  /** Something of the answer is heard, or nothing ever will be: windows show what was committed. */
  show(conversationId: string): Promise<void>;
  /** Takes a message back with its answer, of which nothing was heard. */
  takeBack(message: Pick<SpokenMessage, 'id' | 'conversationId'>): Promise<void>;
  /**
   * Ends an answer where it was heard, and shows it: it is written no further, and what was not heard of it was not said. One
   * that had ended and was heard to its end stays as it is.
   *
   * @param heardTo known when the loudspeaker is silent; the answer is written no further before that
   */
  cut(answerId: string, heardTo: Promise<number>, state: 'interrupted' | 'stopped'): Promise<void>;
}

/** @param reopen the active path changed: windows read it anew */
export function createSpokenChat(
  context: ChatContext,
  rooms: Rooms,
  { ask, start, stop }: Runs,
  reopen: (conversationId: string) => Promise<void>,
): SpokenChat {
  const { store } = context;
  const show = async (conversationId: string): Promise<void> => {
    if (rooms.get(conversationId)?.held.size) await reopen(conversationId);
  };

  return {
    show,
    async readAhead(conversationId, message, signal) {
      const room = rooms.of(conversationId);
      // An engine that is not there has nothing to read ahead with, and an answer that is written comes first.
      const engine = context.models.engine();
      const ahead = new AbortController();
      try {
        if (!engine || room.run) return;
        room.ahead?.abort();
        room.ahead = ahead;
        const policy = await policyOf(context, conversationId);
        const prompt = await promptAhead(context, room, message, policy);
        // What was forgotten while it was prepared would be read, and saved, as it was.
        if (prompt) await read(engine, prompt, AbortSignal.any([signal, ahead.signal]));
      } catch {
        // What was not read ahead is read with the answer.
      } finally {
        if (room.ahead === ahead) room.ahead = null;
        rooms.tidy(room);
      }
    },
    begin(conversationId, message, onEvent) {
      const room = rooms.of(conversationId);
      room.begun?.discard();
      room.begun = beginAnswer(context, room, message, onEvent);
      return room.begun;
    },
    async commit({ conversationId, id: messageId, text, mediaTime }, source) {
      await whenFree(() => rooms.get(conversationId)?.run?.ended);
      const spoken = { ...source, begun: source.begun?.isAlive() ? source.begun : null };
      if (!spoken.begun) source.onAnew();
      const { held } = rooms.of(conversationId);
      held.add(messageId);
      let answerId = '';
      const add = async (): Promise<Turn> => {
        const answer = await ask(conversationId, { text, messageId, source: 'voice', mediaTime });
        answerId = answer.id;
        held.add(answerId);
        // One that begins now learns when it looks for what is remembered.
        if (spoken.begun) await store.learnFacts({ turnId: messageId }).catch(() => undefined);
        return answer;
      };
      try {
        await start(conversationId, add, spoken);
      } catch (error) {
        held.clear();
        throw error;
      }
      return answerId;
    },
    async takeBack({ id, conversationId }) {
      await stop(conversationId);
      await store.takeBack({ turnId: id });
      await reopen(conversationId);
    },
    async cut(answerId, silent, state) {
      const { conversationId } = await store.turn({ turnId: answerId });
      const room = rooms.of(conversationId);
      if (room.answering?.id === answerId) await stop(conversationId);
      const heardTo = await silent;
      const turn = await store.turn({ turnId: answerId });
      // Who speaks after the last word has interrupted nothing.
      const hasEnded = turn.state === 'complete' || turn.state === 'length';
      const isWhole = hasEnded && turn.text.trimEnd().length <= heardTo;
      if (!isWhole) broadcast(room, { kind: 'turn', turn: await store.cutAnswer({ turnId: answerId, length: heardTo, state }) });
      await show(conversationId);
      if (isWhole) return;
      rooms.tidy(room);
      context.memory.said();
      context.changed();
    },
  };
}

/** Resolves when `running` gives nothing to wait for any more; rejects when that takes too long. */
async function whenFree(running: () => Promise<unknown> | undefined): Promise<void> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), PATIENCE_MS);
  try {
    for (let ended = running(); ended; ended = running()) {
      if ((await Promise.race([ended, late.promise])) === 'late') {
        throw new AppError('busy', 'Another answer is still being written in this conversation. Stop it, or wait until it has ended.');
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Reads until it is through or `signal` aborts. */
async function read(engine: Client<typeof engineService>, prompt: Prompt, signal: AbortSignal): Promise<void> {
  const events = engine.readAhead(prompt);
  const leave = (): void => void events.return?.();
  signal.addEventListener('abort', leave, { once: true });
  try {
    signal.throwIfAborted();
    for await (const _ of events);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
