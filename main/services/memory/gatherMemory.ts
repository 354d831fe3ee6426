import { AppError } from '../../../app/contract/AppError.ts';
import type { AnswerMemory } from '../../../app/contract/services/engine.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { Fact } from '../../../app/memory/Fact.ts';
import type { MemoryContext } from './MemoryContext.ts';
import { questionOf } from './questionOf.ts';
import { searchMemory } from './searchMemory.ts';

/** Facts in all: beyond this the pinned ones are a text, not a ledger. */
const MAX_FACTS = 64;

/** What the person keeps in view is never left out in silence. */
function checkPinned(facts: readonly Fact[]): void {
  if (facts.length <= MAX_FACTS) return;
  throw new AppError(
    'too-large',
    `${facts.length} facts are pinned, and at most ${MAX_FACTS} can stand before the model. ` +
      'No answer was written and nothing is lost: unpin some of them, and send your message again.',
    { facts: facts.length },
  );
}

/** Where an answer stands, or is to stand. */
export interface AnswerPlace {
  readonly conversationId: string;
  /** the turn with which the path ends that counts; null: an empty conversation */
  readonly leafId: string | null;
  /** null while neither it nor its message is stored */
  readonly answerId: string | null;
}

/**
 * What an answer is given beside the live cache: what the person pinned, facts and earlier turns that fit the question.
 * New facts in the message itself are noted first, once it is stored.
 *
 * @param turns the newest turns of the path, oldest first, ending with the message or the answer to write
 * @param live ids of turns that will stand whole in the live cache for sure
 * @param onTrouble hears when new facts could not be noted (the disk is full): the answer has its memory all the same
 * @throws AppError `too-large` when more facts are pinned than can stand before the model
 */
export async function gatherMemory(
  context: Pick<MemoryContext, 'store' | 'embedder' | 'settings'>,
  { conversationId, leafId, answerId }: AnswerPlace,
  turns: readonly Pick<Turn, 'id' | 'role' | 'text'>[],
  live: readonly string[],
  onTrouble: (error: unknown) => void = (error) => {
    throw error;
  },
): Promise<AnswerMemory> {
  const { store } = context;
  const { recall, recallTokens, rememberEverywhere: everywhere, recallBlocks, recallBlockTokens } = context.settings();
  const blockTokens = recallBlocks ? recallBlockTokens : 0;
  const question = questionOf(turns.filter(({ id }) => id !== answerId));
  if (question && answerId !== null) await store.learnFacts({ turnId: question.turnId }).catch(onTrouble);

  const { quotations: pinned } = await store.pinned({ conversationId });
  const known = (await store.facts({ conversationId, leafId, everywhere })).facts.filter((fact) => fact.pinned);
  checkPinned(known);
  if (!recall || question === null) return { pinned, facts: shownFacts(known), recalled: [], recalledTokens: 0, blockTokens };

  const exclude = [...new Set([...(answerId === null ? [] : [answerId]), question.turnId, ...live, ...pinned.map(({ turnId }) => turnId)])];
  const found = await searchMemory(context, { conversationId, leafId, ...question, exclude });
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

function shownFacts(facts: readonly Fact[]): AnswerMemory['facts'] {
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()];
  return unique.slice(0, MAX_FACTS).map(({ id, subject, value, pinned }) => ({ id, subject, value, pinned }));
}
