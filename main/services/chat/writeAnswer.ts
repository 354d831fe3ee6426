import type { AnswerEvent } from '../../../app/contract/services/engine.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { ChatContext } from './ChatContext.ts';
import { createAnswerWriter } from './answerWriter.ts';
import type { AnswerListener, BegunAnswer } from './BegunAnswer.ts';
import { policyOf } from './policyOf.ts';
import { promptOf } from './promptOf.ts';
import { broadcast, setActivity, type Room } from './room.ts';

/** Text goes to the windows once per frame, not once per token. */
const FRAME_MS = 16;

/** How an answer ended: what `setState` stores. */
type Ending = Pick<Turn, 'state' | 'stats' | 'problem'>;

const CUT =
  'The engine stopped in the middle of this answer and is being started again. What was written is kept; you can continue it.';

/** The state in which an answer is kept when its stream threw. */
export function endingOf(error: unknown, stoppedByPerson: boolean): Ending {
  if (stoppedByPerson) return { state: 'stopped', stats: null, problem: null };
  const { code, message, details } = AppError.toValue(error);
  const byEngine = details['part'] !== 'store';
  if (byEngine && (code === 'closed' || code === 'crashed')) return { state: 'cut', stats: null, problem: CUT };
  return { state: 'failed', stats: null, problem: message };
}

/** An answer that is spoken as it is written, and maybe was begun before it had its place. */
export interface SpokenSource {
  /** null: it begins now, and `onEvent` hears of its events */
  readonly begun: BegunAnswer | null;
  /** Nothing counts of the one that was begun: before the first event of the new one. */
  readonly onAnew: () => void;
  readonly onEvent: AnswerListener;
  /** how it stands when nothing more of it is written */
  readonly onEnd: (answer: Turn) => void;
}

/**
 * Writes the answer `turn` (new and empty, or one to go on with) to its end: waits for the model, streams, stores, and
 * tells every window. Never throws: what goes wrong becomes the state of the turn.
 */
export async function writeAnswer(context: ChatContext, room: Room, turn: Turn, abort: AbortController, spoken?: SpokenSource): Promise<Turn> {
  const { store } = context;
  const answer: Turn = { ...turn, state: 'answering' };
  room.answering = answer;
  broadcast(room, { kind: 'turn', turn: { ...answer } });
  const writer = createAnswerWriter(store, turn.id, turn.text.length, (error) => abort.abort(error));
  let ending: Ending;
  try {
    const events = spoken?.begun ? spoken.begun.events : await begin(context, room, answer, abort.signal);
    const heard = spoken && !spoken.begun ? spoken.onEvent : null;
    ending = await stream(context, room, answer, { events, heard }, (text) => writer.write(text), abort.signal);
  } catch (error) {
    spoken?.begun?.discard();
    ending = endingOf(error, abort.signal.aborted && abort.signal.reason === STOPPED);
    if (ending.state === 'stopped') ending = { ...ending, stats: answer.stats };
  }
  try {
    await writer.settle();
  } catch (error) {
    ending = endingOf(error, false);
  }
  const state = { turnId: turn.id, ...ending };
  room.unsettled = null;
  const ended = await store.setState(state).catch((): Turn => {
    room.unsettled = state;
    return { ...answer, ...ending };
  });
  room.answering = null;
  context.memory.said();
  broadcast(room, { kind: 'turn', turn: ended });
  setActivity(room, { kind: 'idle' });
  context.changed();
  spoken?.onEnd(ended);
  return ended;
}

/** The reason with which a person's Stop aborts. */
export const STOPPED = Symbol('stopped by the person');

/** Asks the engine for an answer, once there is one. */
async function begin(context: ChatContext, room: Room, answer: Turn, signal: AbortSignal): Promise<AsyncIterableIterator<AnswerEvent>> {
  if (!context.models.engine()) setActivity(room, { kind: 'waiting' });
  const policy = await policyOf(context, answer.conversationId);
  const engine = await context.models.whenReady(signal);
  signal.throwIfAborted();
  return engine.answer(await promptOf(context, room, answer, policy));
}

interface Source {
  readonly events: AsyncIterableIterator<AnswerEvent>;
  /** hears of them, too */
  readonly heard: AnswerListener | null;
}

/** Streams one answer from the engine; returns how it ended. Throws when the engine fails or `signal` aborts. */
async function stream(
  context: ChatContext,
  room: Room,
  answer: Turn,
  { events, heard }: Source,
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<Ending> {
  // A stop that came while the prompt was read must not be missed: the listener below hears only what comes later.
  signal.throwIfAborted();
  const stop = (): void => void events.return?.();
  signal.addEventListener('abort', stop, { once: true });
  const frame = createFrame(room, answer);
  try {
    for await (const event of events) {
      heard?.(event);
      if (event.kind === 'saw') await context.memory.saw(answer, event.evidence);
      if (event.kind === 'end' && event.notice) context.memory.failed(event.notice.message);
      const ending = take(event, room, (text) => {
        write(text);
        frame.add(text);
      });
      if (ending) return ending;
    }
    signal.throwIfAborted();
    throw new AppError('closed', 'The engine ended the answer without a word.');
  } finally {
    signal.removeEventListener('abort', stop);
    frame.flush();
  }
}

/** Applies one event of the engine; returns the ending when it is the last one. */
function take(event: AnswerEvent, room: Room, text: (text: string) => void): Ending | null {
  switch (event.kind) {
    case 'reading':
      setActivity(room, event);
      return null;
    case 'saw':
      return null;
    case 'text':
      if (room.activity.kind !== 'answering') setActivity(room, { kind: 'answering' });
      text(event.text);
      return null;
    case 'usage':
      room.usage = event.usage;
      broadcast(room, event);
      return null;
    case 'end':
      room.usage = event.usage;
      broadcast(room, { kind: 'usage', usage: event.usage, tokensPerSecond: event.stats.tokensPerSecond });
      return { state: event.reason, stats: event.stats, problem: null };
  }
}

/** Joins the text of one animation frame into one event and keeps `answer.text` up to date. */
function createFrame(room: Room, answer: Turn) {
  let text = '';
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (text === '') return;
    broadcast(room, { kind: 'text', turnId: answer.id, at: answer.text.length, text });
    answer.text += text;
    text = '';
  };
  return {
    add(more: string): void {
      text += more;
      timer ??= setTimeout(flush, FRAME_MS);
    },
    flush,
  };
}
