import { AppError } from '../../../app/contract/AppError.ts';
import type { AnswerMemory } from '../../../app/contract/services/engine.ts';
import type { memoryService, MemoryState } from '../../../app/contract/services/memory.ts';
import type { Handlers } from '../../../app/contract/Service.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { noMemory } from '../../../app/memory/noMemory.ts';
import { createChangeSignal } from '../changeSignal.ts';
import { changing } from '../changing.ts';
import { followChanges } from '../followChanges.ts';
import { createIndexer } from './createIndexer.ts';
import { type AnswerPlace, gatherMemory } from './gatherMemory.ts';
import { followLens } from './followLens.ts';
import type { MemoryContext } from './MemoryContext.ts';
import { searchMemory } from './searchMemory.ts';

/** The state is read whole, and each batch of passages that gets its vectors changes it: four times a second is enough. */
const STATE_EVERY_MS = 250;
/** Longest problem that is told, in UTF-16 units: `MemoryState` has room for no more. */
const MAX_PROBLEM = 1_000;

/** Memory as the rest of the host sees it. */
export interface Memory {
  readonly handlers: Handlers<typeof memoryService>;
  /**
   * What an answer is given beside the live cache. Without its memory the chat goes on, and the person is told in the
   * Memory drawer.
   *
   * @throws AppError `too-large` when the person pinned more than can stand before the model, and nothing else
   */
  gather(place: AnswerPlace, turns: readonly Pick<Turn, 'id' | 'role' | 'text'>[], live: readonly string[]): Promise<AnswerMemory>;
  /**
   * Keeps what the model saw.
   *
   * @throws AppError `cancelled` when some of it was forgotten meanwhile: the answer must not be written from it
   */
  saw(answer: Turn, evidence: Evidence): Promise<void>;
  /**
   * Words were erased from the store. They stand in the live caches of the conversations whose answers saw some of them,
   * and what is being written there may be about to say them: it stops, the caches and what is saved of them go, and
   * windows read these conversations anew.
   *
   * @param gone conversations that are not there any more
   * @throws what kept a saved cache from being deleted; all the others are
   */
  readonly erased: (seenIn: readonly string[], gone?: readonly string[]) => Promise<void>;
  /** Something was said: it will be embedded as soon as nobody waits for an answer. */
  said(): void;
  /** Something went wrong in the engine's part of memory (a full disk): told once. */
  failed(message: string): void;
  close(): Promise<void>;
}

/** What is remembered: gathered before each answer, shown, corrected and forgotten at the person's wish. */
export function createMemoryService(context: MemoryContext): Memory {
  const { store, embedder } = context;
  const changes = createChangeSignal();
  const tells = changing(changes);
  const indexer = createIndexer(context, () => changes.notify());
  let problem: string | null = null;
  /** told by the engine, once: its part of memory cannot be kept on disk */
  let notice: string | null = null;
  const unsubscribe = embedder.onChange(() => {
    indexer.wake();
    changes.notify();
  });
  indexer.wake();

  const setProblem = (next: string | null): void => {
    if (next === problem) return;
    problem = next;
    changes.notify();
  };

  const erased: Memory['erased'] = async (seenIn, gone = []) => {
    const erasing = [...new Set([...seenIn, ...gone])].map(async (id) => {
      await context.stop(id);
      await (gone.includes(id) ? context.forgetCaches(id) : context.erased(id));
    });
    changes.notify();
    // One that cannot be deleted now does not keep the others.
    await Promise.allSettled(erasing);
    await Promise.all(erasing);
  };

  const stateOf = async (conversationId: string): Promise<MemoryState> => {
    const { rememberEverywhere: everywhere } = context.settings();
    const [{ facts }, { quotations }, indexed, diskBytes] = await Promise.all([
      store.facts({ conversationId, everywhere }),
      store.pinned({ conversationId }),
      store.indexed({ conversationId, model: embedder.name }),
      context.diskBytes(conversationId),
    ]);
    const told = (problem ?? notice ?? indexer.problem())?.slice(0, MAX_PROBLEM) ?? null;
    return { facts, pinned: quotations, indexed, embedding: embedder.status(), diskBytes, problem: told };
  };

  const handlers: Handlers<typeof memoryService> = {
    evidence: store.evidence,
    factHistory: store.factHistory,
    pinTurn: tells(async ({ turnId, pinned }) => {
      await store.setPinned({ turnId, pinned });
      await context.turnChanged(turnId);
      return {};
    }),
    forgetTurn: tells(async ({ turnId }) => {
      const { conversationId } = await store.turn({ turnId });
      await context.stop(conversationId);
      // First of all: if the program is killed now, no saved cache outlives the message. What cannot be deleted is told below.
      await context.forgetCaches(conversationId).catch(() => undefined);
      const { seenIn } = await store.forgetTurn({ turnId });
      await erased([conversationId, ...seenIn]);
      return {};
    }),
    addFact: tells(store.addFact),
    correctFact: tells(store.correctFact),
    setFact: tells(store.setFact),
    forgetFact: tells(async ({ id }) => {
      const { seenIn } = await store.forgetFact({ id });
      await erased(seenIn);
      return {};
    }),
    async tryRecall({ conversationId, text }) {
      const found = await searchMemory(context, { conversationId, leafId: null, text, before: null, exclude: [] });
      return { quotations: [...found.quotations], facts: [...found.facts] };
    },
    watch: ({ conversationId }, signal) => followChanges(changes, signal, () => stateOf(conversationId), STATE_EVERY_MS),
    lens: ({ conversationId }, signal) => followLens(context, conversationId, signal),
  };

  return {
    handlers,
    async gather(place, turns, live) {
      let trouble: string | null = null;
      try {
        const gathered = await gatherMemory(context, place, turns, live, (error) => {
          trouble = `What you said last was not looked through for facts: ${AppError.toValue(error).message}`;
        });
        setProblem(trouble);
        return gathered;
      } catch (error) {
        if (error instanceof AppError && error.code === 'too-large') throw error;
        setProblem(`The last answer was written without its memory: ${AppError.toValue(error).message}`);
        return noMemory;
      }
    },
    async saw(answer, evidence) {
      const saved = await store.saveEvidence({ turnId: answer.id, evidence }).catch(() => null);
      changes.notify();
      if (!saved?.erased) return;
      // Whoever forgot it could not know yet that it stands in this conversation's live cache.
      await context.forgetCaches(answer.conversationId).catch(() => undefined);
      const message = 'Something that this answer was about to go by was forgotten meanwhile, so none was written. Send your message again.';
      throw new AppError('cancelled', message);
    },
    erased,
    said() {
      indexer.wake();
      changes.notify();
    },
    failed(message) {
      notice = message;
      changes.notify();
    },
    async close() {
      unsubscribe();
      await indexer.close();
    },
  };
}
