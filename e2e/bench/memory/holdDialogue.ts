import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import type { EngineSession } from '../../../main/engine/answer/EngineSession.ts';
import { appendLimit } from '../../../main/engine/cache/appendLimit.ts';
import { appendTokens } from '../../../main/engine/cache/appendTokens.ts';
import { createSlotCache } from '../../../main/engine/cache/createSlotCache.ts';
import { readMemory } from '../../../main/engine/cache/readMemory.ts';
import { type MemoryToken, reserveMemory } from '../../../main/engine/cache/reserveMemory.ts';
import type { SlotCache } from '../../../main/engine/cache/SlotCache.ts';
import { truncateSlots } from '../../../main/engine/cache/truncateSlots.ts';
import { encodeClosing } from '../../../main/engine/conversation/encodeClosing.ts';
import { encodeSystem } from '../../../main/engine/conversation/encodeSystem.ts';
import { encodeTurn } from '../../../main/engine/conversation/encodeTurn.ts';
import { MAX_STEP } from '../../../main/engine/decoder/Decoder.ts';
import { greedyToken } from '../../../main/engine/sampling/greedyToken.ts';
import type { Exchange } from './smallTalk.ts';
import { weighChoices } from './streams/weighChoices.ts';

/** An answer to a question about one thing; what comes after is not about it. */
const MAX_ANSWER = 32;
/** What stands before the values that are weighed. */
const WEIGHED = 'The answer is';

/** A question as it follows the last answer, and how its own answer begins. */
export interface Prompt {
  readonly tokens: readonly number[];
  /** which of the tokens are the question's own words */
  readonly from: number;
  readonly until: number;
}

/** A dialogue in a live cache. Questions leave no trace in it, but for what left the cache to make room. */
export interface HeldDialogue {
  readonly cache: SlotCache;
  read(exchanges: readonly Exchange[]): Promise<void>;
  promptOf(question: string, begin?: string): Prompt;
  /** Puts a memory block before the model, in the place of the one that was there; an empty one takes it away. */
  remember(tokens: readonly MemoryToken[]): Promise<void>;
  /** What the model writes by itself, always its likeliest token, at most 32. */
  answer(question: string): Promise<string>;
  /** How much likelier the model finds the first of some values than the best of the others, in nats per token. */
  weigh(question: string, values: readonly string[]): Promise<number>;
}

/** A conversation that has a system prompt and nothing else yet. */
export async function holdDialogue(
  { decoder, codec }: EngineSession,
  { system, policy: name, budget }: { system: string; policy: RetentionPolicy; budget: number },
): Promise<HeldDialogue> {
  const pinned = encodeSystem(codec, system);
  const { policy, measure } = retentionPolicies[name];
  const cache = createSlotCache(decoder, budget, pinned.length, { policy, measure });
  cache.closing = encodeClosing(codec).length;
  let previous: 'system' | 'assistant' = 'system';
  let turns = 1;

  const append = async (tokens: readonly number[], of: readonly number[], scored: readonly boolean[]): Promise<Float32Array> => {
    let logits: Float32Array = new Float32Array(0);
    for (let at = 0; at < tokens.length; ) {
      const until = at + Math.min(MAX_STEP, appendLimit(cache));
      const last = until >= tokens.length ? 'last' : 'none';
      logits = await appendTokens(cache, tokens.slice(at, until), of.slice(at, until), last, scored.slice(at, until));
      at = until;
    }
    return logits;
  };
  const promptOf = (question: string, begin = ''): Prompt => {
    const asked = encodeTurn(codec, previous, { role: 'user', text: question }, false);
    const begun = encodeTurn(codec, 'user', { role: 'assistant', text: begin }, true);
    return { tokens: [...asked.tokens, ...begun.tokens], from: asked.lead, until: asked.tokens.length };
  };
  await append(pinned, pinned.map(() => -1), pinned.map(() => false));

  return {
    cache,
    async read(exchanges) {
      const [tokens, of, scored]: [number[], number[], boolean[]] = [[], [], []];
      const say = (role: 'user' | 'assistant', text: string) => {
        const encoded = encodeTurn(codec, role === 'user' ? previous : 'user', { role, text }, false);
        encoded.tokens.forEach((token, i) => {
          tokens.push(token);
          of.push(turns);
          scored.push(i >= encoded.lead);
        });
        turns++;
      };
      for (const { user, assistant } of exchanges) {
        say('user', user);
        say('assistant', assistant);
        previous = 'assistant';
      }
      await append(tokens, of, scored);
    },
    promptOf,
    async remember(tokens) {
      for (let unread = reserveMemory(cache, tokens); unread > 0; unread -= MAX_STEP) {
        await readMemory(cache, Math.min(unread, MAX_STEP));
      }
    },
    async answer(question) {
      const { tokens } = promptOf(question);
      const start = cache.next;
      let logits = await append(tokens, tokens.map(() => turns), tokens.map(() => false));
      const written: Uint8Array[] = [];
      for (let token = greedyToken(logits); written.length < MAX_ANSWER; token = greedyToken(logits)) {
        if (decoder.model.endTokens.includes(token) || codec.tokenizer.isSpecial(token)) break;
        written.push(codec.tokenizer.tokenBytes(token));
        logits = await append([token], [turns + 1], [false]);
      }
      truncateSlots(cache, start);
      return Buffer.concat(written).toString('utf8');
    },
    async weigh(question, values) {
      const choices = values.map((value) => [...codec.tokenizer.encode(` ${value}`, false)]);
      const { logProbabilities } = await weighChoices(cache, promptOf(question, WEIGHED).tokens, choices);
      return logProbabilities[0]! - Math.max(...logProbabilities.slice(1));
    },
  };
}
