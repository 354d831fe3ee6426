import type { Client } from '../../../app/contract/Service.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { bytesOfVector } from '../../../main/services/memory/bytesOfVector.ts';
import type { Embedder } from '../../../main/services/memory/Embedder.ts';
import { createStore } from '../../../main/store/createStore.ts';
import { IN_MEMORY } from '../../../main/store/temporaryIds.ts';
import type { storeService } from '../../../main/store/storeService.ts';
import type { Exchange } from './smallTalk.ts';

const FIRST_DAY = Date.UTC(2026, 0, 5, 9);
/** Time between two turns. */
const STEP_MS = 20 * 60_000;
const PASSAGES_AT_ONCE = 500;

export interface StoredDialogue {
  readonly store: Client<typeof storeService>;
  readonly conversationId: string;
  /** oldest first */
  readonly turns: readonly Turn[];
  /** Adds a question behind the last turn, in a branch of its own, and the answer that is to be written. */
  ask(text: string): Promise<{ question: Turn; answer: Turn }>;
}

/** A dialogue as the program has it after it was held: stored, its facts learned turn by turn, every passage embedded. */
export async function storedDialogue(exchanges: readonly Exchange[], embedder: Embedder, file = IN_MEMORY): Promise<StoredDialogue> {
  let clock = FIRST_DAY;
  const store = createStore(file, { now: () => clock });
  const { id: conversationId } = await store.create({ temporary: file === IN_MEMORY });
  const common = { conversationId, edited: false, model: null } as const;
  const turns: Turn[] = [];
  const say = async (role: Turn['role'], text: string, parentId: string | null, state: Turn['state'] = 'complete'): Promise<Turn> => {
    clock += STEP_MS;
    return store.addTurn({ ...common, role, text, parentId, state });
  };
  for (const { user, assistant } of exchanges) {
    turns.push(await say('user', user, turns.at(-1)?.id ?? null));
    await store.learnFacts({ turnId: turns.at(-1)!.id });
    turns.push(await say('assistant', assistant, turns.at(-1)!.id));
  }
  await embedAll(store, embedder);
  return {
    store,
    conversationId,
    turns,
    async ask(text) {
      const question = await say('user', text, turns.at(-1)?.id ?? null);
      return { question, answer: await say('assistant', '', question.id, 'answering') };
    },
  };
}

async function embedAll(store: Client<typeof storeService>, embedder: Embedder): Promise<void> {
  for (;;) {
    const { passages } = await store.unembedded({ model: embedder.name, limit: PASSAGES_AT_ONCE });
    if (passages.length === 0) return;
    const vectors = await embedder.embed(passages.map(({ text }) => text), { urgent: false });
    if (vectors === null) return;
    await store.saveVectors({ model: embedder.name, passageIds: passages.map(({ passageId }) => passageId), vectors: bytesOfVector(vectors) });
  }
}
