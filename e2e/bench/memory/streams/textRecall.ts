import { noMemory } from '../../../../app/memory/noMemory.ts';
import { readMemory } from '../../../../main/engine/cache/readMemory.ts';
import { reserveMemory } from '../../../../main/engine/cache/reserveMemory.ts';
import type { SlotCache } from '../../../../main/engine/cache/SlotCache.ts';
import { chooseMemory } from '../../../../main/engine/conversation/chooseMemory.ts';
import type { ChatCodec } from '../../../../main/engine/conversation/ChatCodec.ts';
import { createMemoryEncoder, type MemoryEncoder } from '../../../../main/engine/conversation/createMemoryEncoder.ts';
import { encodeClosing } from '../../../../main/engine/conversation/encodeClosing.ts';
import { MAX_STEP } from '../../../../main/engine/decoder/Decoder.ts';
import { createStore } from '../../../../main/store/createStore.ts';
import { IN_MEMORY } from '../../../../main/store/temporaryIds.ts';
import type { Said, Script } from './Script.ts';

const CANDIDATES = 32;

export interface TextRecall {
  /** Notes what is said. */
  note(said: Said): Promise<void>;
  /** Puts what fits a question before the model, as the engine does; what was there before goes. */
  show(cache: SlotCache, question: string): Promise<void>;
  /** Takes it away. */
  hide(cache: SlotCache): void;
  close(): Promise<void>;
}

/**
 * The product's recall by words alone: a store, its search, and the memory block of at most `recallTokens` (and never
 * more than half of what a conversation may use, as in the engine).
 */
export async function textRecall(codec: ChatCodec, form: Script['form'], recallTokens: number): Promise<TextRecall> {
  const encode = form === 'chat' ? createMemoryEncoder(codec) : plainEncoder(codec);
  const closing = form === 'chat' ? encodeClosing(codec).length : 0;
  const store = createStore(IN_MEMORY);
  const { id: conversationId } = await store.create({ temporary: true });
  let last: string | null = null;
  return {
    async note({ role, text }) {
      const { id } = await store.addTurn({ conversationId, parentId: last, role, text, state: 'complete', edited: false, model: null });
      last = id;
    },
    async show(cache, question) {
      const request = { conversationId, leafId: last, query: question, vector: null, model: 'none', everywhere: false, limit: CANDIDATES, excludeTurnIds: [] };
      const { quotations } = await store.recall(request);
      const { budget, recentFloor, block } = cache.options;
      const { tokens } = chooseMemory(encode, {
        conversationId,
        memory: { ...noMemory, recalled: quotations, recalledTokens: recallTokens },
        room: budget - cache.pinned - recentFloor - block,
        isLive: () => false,
      });
      cache.closing = closing;
      for (let unread = reserveMemory(cache, tokens); unread > 0; unread -= MAX_STEP) await readMemory(cache, Math.min(unread, MAX_STEP));
    },
    hide: (cache) => void reserveMemory(cache, []),
    async close() {
      await store.close({});
    },
  };
}

/** The lines alone: a running text has no system prompt that they could go on with. */
function plainEncoder({ tokenizer }: ChatCodec): MemoryEncoder {
  return (lines) => {
    const tokens = lines.flatMap(({ text }) => [...tokenizer.encode(text, false)].map((token) => ({ token, region: 'recalled' as const })));
    return { tokens, counts: { pinned: 0, facts: 0, recalled: tokens.length } };
  };
}
