import { contentWords } from '../../../app/memory/contentWords.ts';
import type { Fact } from '../../../app/memory/Fact.ts';
import type { Quotation } from '../../../app/memory/Quotation.ts';
import { saysLittle } from '../../../app/memory/saysLittle.ts';
import { dropRepeats } from '../../store/dropRepeats.ts';
import { bytesOfVector } from './bytesOfVector.ts';
import type { MemoryContext } from './MemoryContext.ts';

/** Turns that the engine may choose from: more than fit, for it leaves out those that the model sees anyway. */
const CANDIDATES = 64;
/** Facts that are shown because they fit the question, besides the pinned ones. */
const MATCHING_FACTS = 8;
/** What is found only together with the message before counts so much of what the question itself finds. */
const TOGETHER = 0.7;

export interface Search {
  readonly conversationId: string;
  /** the turn with which the path ends that is searched; null: the active path */
  readonly leafId: string | null;
  readonly text: string;
  /** what the text leans on; null when it says all by itself */
  readonly before: string | null;
  /** turns that need not be found */
  readonly exclude: readonly string[];
}

interface Query {
  readonly text: string;
  readonly weight: number;
}

/**
 * What the memory holds that fits a text, best first: by words, and by meaning once there is an embedding model. A text
 * that leans on the one before is searched for by itself and together with it: nobody can tell whether "What about the
 * museum?" goes on with what was said, and what it names itself must not drown in that.
 */
export async function searchMemory(
  { store, embedder, settings }: Pick<MemoryContext, 'store' | 'embedder' | 'settings'>,
  { conversationId, leafId, text, before, exclude }: Search,
): Promise<{ quotations: readonly Quotation[]; facts: readonly Fact[] }> {
  const { rememberEverywhere: everywhere } = settings();
  const queries = queriesOf(text, before);
  // Without its vector the question is still searched for by its words.
  const vectors = await embedder.embed(queries.map((query) => query.text), { urgent: true }).catch(() => null);
  const found = await Promise.all(
    queries.map(async ({ text: query, weight }, i) => {
      const size = vectors === null ? 0 : vectors.length / queries.length;
      const vector = vectors && bytesOfVector(vectors.subarray(i * size, (i + 1) * size));
      const common = { conversationId, leafId, query, vector, model: embedder.name, everywhere };
      const [{ quotations }, { facts }] = await Promise.all([
        store.recall({ ...common, limit: CANDIDATES, excludeTurnIds: [...exclude] }),
        store.matchFacts({ ...common, limit: MATCHING_FACTS }),
      ]);
      return { quotations: quotations.map((each) => ({ ...each, score: each.score * weight })), facts };
    }),
  );
  const facts = new Map(found.flatMap((each) => each.facts).map((fact) => [fact.id, fact]));
  return {
    quotations: bestOfEach(found.flatMap(({ quotations }) => quotations)).slice(0, CANDIDATES),
    facts: [...facts.values()].slice(0, MATCHING_FACTS),
  };
}

function queriesOf(text: string, before: string | null): Query[] {
  if (before === null) return [{ text, weight: 1 }];
  const together = `${before}\n${text}`;
  // "And that one?" names nothing.
  if (contentWords(text).length === 0) return [{ text: together, weight: 1 }];
  return [
    { text, weight: 1 },
    { text: together, weight: TOGETHER },
  ];
}

/** Each turn once, as it was found best; best first. What says nothing when it stands alone is left out. */
function bestOfEach(quotations: readonly Quotation[]): Quotation[] {
  const sorted = quotations.filter((each) => !saysLittle(each)).toSorted((a, b) => b.score - a.score);
  const byTurn = new Map<string, Quotation>();
  for (const quotation of sorted) if (!byTurn.has(quotation.turnId)) byTurn.set(quotation.turnId, quotation);
  return dropRepeats([...byTurn.values()]);
}
