import { AppError } from '../../app/contract/AppError.ts';
import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { AnswerEvent, engineService } from '../../app/contract/services/engine.ts';
import type { EngineSession } from './answer/EngineSession.ts';
import { mergeEvents } from './answer/mergeEvents.ts';
import { writeAnswer } from './answer/writeAnswer.ts';
import { ConversationShelf } from './conversation/ConversationShelf.ts';
import { openSession } from './openSession.ts';
import { physicalCores } from './physicalCores.ts';

/** The engine: one model, the caches of the conversations that are talked in, and the loop that owns the device. */
export function createEngine(): Handlers<typeof engineService> {
  let loading: Promise<{ session: EngineSession; shelf: ConversationShelf }> | null = null;

  return {
    async load({ directory, provider, threads: wanted, contextSlots: budget }) {
      if (loading !== null) {
        throw new AppError('busy', 'The engine has a model already; another model is another process.');
      }
      const started = performance.now();
      const threads = wanted === 0 ? physicalCores() : wanted;
      loading = openSession(directory, { provider, threads, budget }).then((session) => ({
        session,
        shelf: new ConversationShelf(session.decoder, budget),
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
      (await loading)?.shelf.forget(conversationId);
      return {};
    },

    residentBytes: () => ({ bytes: process.memoryUsage.rss() }),

    answer(params, signal) {
      const events = new Mailbox<AnswerEvent>(mergeEvents);
      const abort = new AbortController();
      const stop = () => abort.abort();
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      // The reader of the stream may also just leave.
      void events.closed.then(stop);

      const write = async () => {
        const loaded = await loading;
        if (loaded === null) throw new AppError('no-model', 'No model is loaded yet. Your message is safe; send it again when the model is ready.');
        const { session, shelf } = loaded;
        const sampling = params.sampling ?? session.decoder.model.sampling;
        await shelf.use(params.conversationId, (conversation) =>
          writeAnswer(session, conversation, { ...params, sampling }, (event) => events.push(event), abort.signal),
        );
      };
      void write()
        .then(
          () => events.end(),
          (error: unknown) => events.fail(error),
        )
        .finally(() => signal.removeEventListener('abort', stop));
      return events;
    },
  };
}
