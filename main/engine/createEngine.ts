import { AppError } from '../../app/contract/AppError.ts';
import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { AnswerEvent, engineService } from '../../app/contract/services/engine.ts';
import { Archives } from './archive/Archives.ts';
import type { BlockArchive } from './archive/BlockArchive.ts';
import type { EngineSession } from './answer/EngineSession.ts';
import { loadScores } from './answer/loadScores.ts';
import { mergeEvents } from './answer/mergeEvents.ts';
import { readAhead } from './answer/readAhead.ts';
import { writeAnswer } from './answer/writeAnswer.ts';
import { ConversationShelf } from './conversation/ConversationShelf.ts';
import { createLens } from './conversation/createLens.ts';
import type { LiveConversation } from './conversation/LiveConversation.ts';
import { lensView } from './conversation/lensView.ts';
import { openSession } from './openSession.ts';
import { physicalCores } from './physicalCores.ts';
import { createScheduler, type Scheduler } from './schedule/createScheduler.ts';
import { Snapshots } from './snapshot/Snapshots.ts';

/** Errors that come between two steps: the cache stands for its conversation as before. */
const LEAVES_CACHE: ReadonlySet<string> = new Set(['cancelled', 'bad-request', 'too-large', 'unsupported']);

interface LoadedEngine {
  readonly session: EngineSession;
  readonly shelf: ConversationShelf;
  readonly snapshots: Snapshots | null;
  readonly archives: Archives;
}

/** The engine: one model and the caches of the conversations that are talked in, on the loop that owns the device. */
export function createEngine(scheduler: Scheduler = createScheduler()): Handlers<typeof engineService> {
  let loading: Promise<LoadedEngine> | null = null;
  /** to be told with the next answer */
  let trouble: AppError | null = null;
  const lens = createLens();
  const takeNotice = () => {
    if (trouble === null) return {};
    const { code, message } = trouble;
    trouble = null;
    return { notice: { code, message } };
  };

  return {
    async load({ directory, provider, threads: wanted, contextSlots: budget, memory, scored }) {
      if (loading !== null) {
        throw new AppError('busy', 'The engine has a model already; another model is another process.');
      }
      const started = performance.now();
      const threads = wanted === 0 ? physicalCores() : wanted;
      loading = openSession(directory, { provider, threads, budget, scored }, scheduler).then((session) => ({
        session,
        shelf: new ConversationShelf(session.decoder, budget),
        snapshots: memory ? new Snapshots(memory, session.codec, (error) => (trouble = error)) : null,
        archives: new Archives(memory ?? null, session.decoder.model, (error) => (trouble ??= error)),
      }));
      try {
        const { session } = await loading;
        return {
          provider,
          threads,
          loadSeconds: (performance.now() - started) / 1_000,
          residentBytes: process.memoryUsage.rss(),
          contextSlots: budget,
          sampling: session.decoder.model.sampling,
        };
      } catch (error) {
        loading = null;
        throw error;
      }
    },

    async forget({ conversationId }) {
      const loaded = await loading;
      loaded?.shelf.forget(conversationId);
      lens.show(conversationId, () => ({ tokens: [] }));
      await loaded?.archives.forget(conversationId);
      await loaded?.snapshots?.forget(conversationId);
      return {};
    },

    lens({ conversationId }, signal) {
      const views = lens.watch(conversationId, signal);
      const look = async () => {
        // Who loads the model hears of its failure.
        const loaded = await loading?.catch(() => null);
        const conversation = loaded?.shelf.peek(conversationId);
        if (loaded && conversation) views.push(lensView(conversation, loaded.session.codec.tokenizer));
      };
      void look();
      return views;
    },

    residentBytes: () => ({ bytes: process.memoryUsage.rss() }),

    makeWay({ busy }) {
      scheduler.makeWay(busy);
      return {};
    },

    answer(params, signal) {
      const events = new Mailbox<AnswerEvent>(mergeEvents);
      return streamed(events, signal, (abort) =>
        use(params, abort, ({ session }, conversation, archive, show) => {
          const request = { ...params, archive, sampling: params.sampling ?? session.decoder.model.sampling };
          const emit = (event: AnswerEvent) => {
            events.push(event.kind === 'end' ? { ...event, ...takeNotice() } : event);
            if (event.kind !== 'text') show();
          };
          return writeAnswer(session, conversation, request, emit, abort);
        }),
      );
    },

    readAhead(params, signal) {
      const events = new Mailbox<{ done: number; total: number }>((_, next) => next);
      // A message of which more may come may never be given.
      const draft = params.turns.at(-1)?.role === 'user';
      return streamed(events, signal, (abort) =>
        use({ ...params, draft }, abort, ({ session }, conversation, archive, show) => {
          const onProgress = (done: number, total: number) => {
            events.push({ done, total });
            show();
          };
          return readAhead(session, conversation, { ...params, archive }, onProgress, abort);
        }),
      );
    },
  };

  /** Runs `work` on a conversation that nobody else uses meanwhile, taken up from disk before and saved after. */
  async function use(params: ReadParams, signal: AbortSignal, work: Work): Promise<void> {
    const loaded = await loading;
    if (loaded === null) {
      const message = 'No model is loaded yet. Your message is safe; send it again when one is ready.';
      throw new AppError('no-model', message);
    }
    const { session, shelf, snapshots, archives } = loaded;
    const { conversationId, keep } = params;
    const isArchived = (params.memory.blockTokens ?? 0) > 0;
    const archive = isArchived ? archives.of(conversationId, keep) : null;
    await shelf.use(conversationId, async (conversation) => {
      const show = () => lens.show(conversationId, () => lensView(conversation, session.codec.tokenizer));
      const run = () => work(loaded, conversation, archive, show);
      await loadScores(session, params.policy, signal);
      try {
        await (snapshots?.around(conversationId, conversation, params, run) ?? run());
      } catch (error) {
        show();
        if (error instanceof AppError && LEAVES_CACHE.has(error.code)) throw error;
        // What the cache holds is unknown (one bad number spoils all that follow): the next answer builds it anew.
        shelf.forget(conversationId);
        await archives.forget(conversationId).catch(() => undefined);
        await snapshots?.forget(conversationId).catch(() => undefined);
        throw error instanceof AppError ? error : modelFailed(error);
      }
    });
  }
}

type ReadParams = Parameters<Handlers<typeof engineService>['readAhead']>[0] & { readonly draft?: boolean | undefined };
type Work = (loaded: LoadedEngine, conversation: LiveConversation, archive: BlockArchive | null, show: () => void) => Promise<void>;

/** The events that `work` puts into `events`, until it is through; it is told to stop when `signal` aborts or the reader leaves. */
function streamed<T>(events: Mailbox<T>, signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Mailbox<T> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  // The reader of the stream may also just leave.
  void events.closed.then(stop);
  void work(abort.signal)
    .then(
      () => events.end(),
      (error: unknown) => events.fail(error),
    )
    .finally(() => signal.removeEventListener('abort', stop));
  return events;
}

function modelFailed(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = 'The model could not go on with this answer. Your conversation is safe; try again.';
  return new AppError('internal', message, { reason: reason.slice(0, 1_000) }, { cause });
}
