import type { AnswerEvent } from '../../../app/contract/services/engine.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import { isTemporary } from '../../store/temporaryIds.ts';
import type { ChatContext } from './ChatContext.ts';
import { createAnswerWriter } from './answerWriter.ts';
import { broadcast, setActivity, type Room } from './room.ts';
import { sureTurns } from './sureTurns.ts';
import { turnsToRead } from './turnsToRead.ts';

/**
 * Characters of conversation handed to the engine for each slot of its cache. English text has about four characters a
 * token and no script more than a few dozen; the engine reads only as many turns as fit.
 */
const CHARACTERS_PER_SLOT = 8;
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

/**
 * Writes the answer `turn` (new and empty, or one to go on with) to its end: waits for the model, streams, stores, and
 * tells every window. Never throws: what goes wrong becomes the state of the turn.
 */
export async function writeAnswer(context: ChatContext, room: Room, turn: Turn, abort: AbortController): Promise<Turn> {
  const { store } = context;
  const answer: Turn = { ...turn, state: 'answering' };
  room.answering = answer;
  broadcast(room, { kind: 'turn', turn: { ...answer } });
  const writer = createAnswerWriter(store, turn.id, turn.text.length, (error) => abort.abort(error));
  let ending: Ending;
  try {
    ending = await stream(context, room, answer, (text) => writer.write(text), abort.signal);
  } catch (error) {
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
  return ended;
}

/** The reason with which a person's Stop aborts. */
export const STOPPED = Symbol('stopped by the person');

/** Streams one answer from the engine; returns how it ended. Throws when the engine fails or `signal` aborts. */
async function stream(
  context: ChatContext,
  room: Room,
  answer: Turn,
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<Ending> {
  if (!context.models.engine()) setActivity(room, { kind: 'waiting' });
  const { retention } = await context.store.retention({ conversationId: answer.conversationId });
  const policy = retention ?? context.settings().retention;
  const engine = await context.models.whenReady(signal);
  signal.throwIfAborted();
  const prompt = await promptFor(context, room, answer, policy);
  // A stop that came while the prompt was read must not be missed: the listener below hears only what comes later.
  signal.throwIfAborted();
  const events = engine.answer(prompt);
  const stop = (): void => void events.return?.();
  signal.addEventListener('abort', stop, { once: true });
  const frame = createFrame(room, answer);
  try {
    for await (const event of events) {
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

async function promptFor(context: ChatContext, room: Room, answer: Turn, policy: RetentionPolicy) {
  const settings = context.settings();
  const { turns, earlierTurns } = await context.store.tail({
    turnId: answer.id,
    maxCharacters: settings.contextSlots * CHARACTERS_PER_SLOT,
  });
  return {
    conversationId: answer.conversationId,
    system: settings.systemPrompt,
    turns: turnsToRead(turns, answer.id),
    earlierTurns,
    sampling: settings.sampling,
    maxTokens: settings.maxAnswerTokens,
    memory: await context.memory.gather(answer, turns, sureTurns(turns, room.usage, settings.contextSlots)),
    policy,
    keep: !isTemporary(answer.conversationId),
  };
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
