import type { AnswerMemory } from '../../../app/contract/services/engine.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { Fact } from '../../../app/memory/Fact.ts';
import type { Quotation } from '../../../app/memory/Quotation.ts';
import { bytesOfVector } from './bytesOfVector.ts';
import type { MemoryContext } from './MemoryContext.ts';
import { questionOf } from './questionOf.ts';

/** Turns that the engine may choose from: more than fit, for it leaves out those that the model sees anyway. */
const CANDIDATES = 64;
/** Facts that are shown because they fit the question, besides the pinned ones. */
const MATCHING_FACTS = 8;
/** Facts in all: beyond this the pinned ones are a text, not a ledger. */
const MAX_FACTS = 64;

export interface Search {
  readonly conversationId: string;
  /** the turn with which the path ends that is searched; null: the active path */
  readonly leafId: string | null;
  readonly text: string;
  /** turns that need not be found */
  readonly exclude: readonly string[];
}

/**
 * What an answer is given beside the live cache: what the person pinned, facts and earlier turns that fit the question.
 * New facts in the message itself are noted first.
 *
 * @param turns the newest turns of the path, oldest first, ending with the answer to write
 * @param live ids of turns that will stand whole in the live cache for sure
 */
export async function gatherMemory(
  context: Pick<MemoryContext, 'store' | 'embedder' | 'settings'>,
  answer: Pick<Turn, 'id' | 'conversationId'>,
  turns: readonly Turn[],
  live: readonly string[],
): Promise<AnswerMemory> {
  const { store } = context;
  const { conversationId } = answer;
  const { recall, recallTokens, rememberEverywhere: everywhere, recallBlocks, recallBlockTokens } = context.settings();
  const blockTokens = recallBlocks ? recallBlockTokens : 0;
  const question = questionOf(turns.filter(({ id }) => id !== answer.id));
  if (question) await store.learnFacts({ turnId: question.turnId });

  const { quotations: pinned } = await store.pinned({ conversationId });
  const known = (await store.facts({ conversationId, everywhere })).facts.filter((fact) => fact.pinned);
  if (!recall || question === null) return { pinned, facts: shownFacts(known), recalled: [], recalledTokens: 0, blockTokens };

  const exclude = [...new Set([answer.id, question.turnId, ...live, ...pinned.map(({ turnId }) => turnId)])];
  const found = await searchMemory(context, { conversationId, leafId: answer.id, text: question.text, exclude });
  // What the model sees anyway need not be said again.
  const inSight = new Set([question.turnId, ...live]);
  const matching = found.facts.filter(({ turnId }) => turnId === null || !inSight.has(turnId));
  return {
    pinned,
    facts: shownFacts([...known, ...matching]),
    recalled: [...found.quotations],
    recalledTokens: recallTokens,
    blockTokens,
  };
}

/** What the memory holds that fits a text, best first: by words, and by meaning once there is an embedding model. */
export async function searchMemory(
  { store, embedder, settings }: Pick<MemoryContext, 'store' | 'embedder' | 'settings'>,
  { conversationId, leafId, text, exclude }: Search,
): Promise<{ quotations: readonly Quotation[]; facts: readonly Fact[] }> {
  const { rememberEverywhere: everywhere } = settings();
  // Without its vector the question is still searched for by its words.
  const vector = await embedder.embed([text], { urgent: true }).catch(() => null);
  const { quotations } = await store.recall({
    conversationId,
    leafId,
    query: text,
    vector: vector && bytesOfVector(vector),
    model: embedder.name,
    everywhere,
    limit: CANDIDATES,
    excludeTurnIds: [...exclude],
  });
  const { facts } = await store.matchFacts({ conversationId, query: text, everywhere, limit: MATCHING_FACTS });
  return { quotations, facts };
}

function shownFacts(facts: readonly Fact[]): AnswerMemory['facts'] {
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()];
  return unique.slice(0, MAX_FACTS).map(({ id, subject, value }) => ({ id, subject, value }));
}
