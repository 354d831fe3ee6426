import type { Turn } from '../../../app/conversation/Turn.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import type { createStore } from '../createStore.ts';

/** Words that stand in no other text; the last ones come from the turn by way of a correction, a title and a vector. */
export const SECRETS = ['Xylophonist', 'quetzalcóatl', '鸚鵡螺', 'zugzwang77', 'vector-Bytes'];

/** Of an answer that saw this turn, and this fact. */
export function evidenceOf(turn: Turn, fact: { id: string; subject: string; value: string } | undefined): Evidence {
  const { id: turnId, conversationId, role, source, createdAt, text } = turn;
  const quotation = { turnId, conversationId, role, source, createdAt, text, score: 1 };
  return {
    tokens: { system: 1, pinned: 2, facts: 3, recalled: 4, recent: 5 },
    pinned: [quotation],
    facts: fact ? [{ id: fact.id, subject: fact.subject, value: fact.value }] : [],
    recalled: [quotation],
    blocks: [],
    recent: null,
    earlierTurns: 0,
  };
}

/**
 * A conversation whose first message is full of secrets, which then stand everywhere in the store: title, index,
 * passage, vector, facts with their history and corrections, evidence, pin, queue, draft.
 */
export async function tellSecrets(
  store: ReturnType<typeof createStore>,
): Promise<{ conversationId: string; secret: Turn; answer: Turn }> {
  const { id: conversationId } = await store.create({});
  const text = 'My Xylophonist is called quetzalcóatl. Remember that 鸚鵡螺 and zugzwang77 are near.';
  const { message: secret, answer } = await store.ask({ conversationId, text, edited: false, model: null });
  await store.appendText({ turnId: answer.id, at: 0, text: 'Noted.' });
  await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
  const { facts } = await store.learnFacts({ turnId: secret.id });
  const corrected = await store.correctFact({ id: facts[0]!.id, subject: facts[0]!.subject, value: 'Otto' });
  await store.setPinned({ turnId: secret.id, pinned: true });
  await store.saveEvidence({ turnId: answer.id, evidence: evidenceOf(secret, corrected) });
  const { passages } = await store.unembedded({ model: 'test', limit: 100 });
  const vector = Buffer.from('vector-Bytes');
  const vectors = new Uint8Array(Buffer.concat(passages.map(() => vector)));
  await store.saveVectors({ model: 'test', passageIds: passages.map(({ passageId }) => passageId), vectors });
  await store.enqueue({ conversationId, text });
  await store.saveDraft({ id: conversationId, draft: text });
  return { conversationId, secret, answer };
}
