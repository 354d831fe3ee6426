import { AppError } from '../../../app/contract/AppError.ts';
import { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { AnswerEvent } from '../../../app/contract/services/engine.ts';
import type { AnswerListener, BegunAnswer } from './BegunAnswer.ts';
import type { ChatContext } from './ChatContext.ts';
import { policyOf } from './policyOf.ts';
import { type OpenMessage, promptAhead } from './promptOf.ts';
import type { Room } from './room.ts';

/** Begins an answer to a message that may never be given, and keeps its events for whoever takes it. */
export function beginAnswer(context: ChatContext, room: Room, message: OpenMessage, listener: AnswerListener): BegunAnswer {
  const abort = new AbortController();
  const { signal } = abort;
  const box = new Mailbox<AnswerEvent>(joinText);
  let alive = true;

  const write = async (): Promise<void> => {
    const policy = await policyOf(context, room.conversationId);
    const engine = await context.models.whenReady(signal);
    const prompt = await promptAhead(context, room, message, policy);
    signal.throwIfAborted();
    if (!prompt) throw new AppError('bad-request', 'Nothing was said; there is nothing to answer.');
    const events = engine.answer({ ...prompt, draft: true });
    const stop = (): void => void events.return?.();
    signal.addEventListener('abort', stop, { once: true });
    for await (const event of events) {
      box.push(event);
      listener(event);
    }
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    box.end();
  };
  void write().catch((error: unknown) => {
    alive = false;
    box.fail(error);
  });

  const events = box[Symbol.asyncIterator]();
  return {
    events: {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => events.next(),
      return() {
        abort.abort();
        return events.return();
      },
    },
    isAlive: () => alive,
    discard() {
      alive = false;
      abort.abort();
    },
  };
}

function joinText(last: AnswerEvent, next: AnswerEvent): AnswerEvent | undefined {
  return last.kind === 'text' && next.kind === 'text' ? { kind: 'text', text: last.text + next.text } : undefined;
}
