import { SINKS } from '../../../app/memory/keepSinks.ts';
import type { DecoderStep } from '../decoder/Decoder.ts';
import { countAttention } from './countAttention.ts';
import { dropSlots } from './dropSlots.ts';
import { freePlaces } from './freePlaces.ts';
import { measureSurprisal } from './measureSurprisal.ts';
import { moveKeys } from './moveKeys.ts';
import { runScored } from './runScored.ts';
import { scoreKeys } from './scoreKeys.ts';
import { seenSlots } from './seenSlots.ts';
import type { SlotCache } from './SlotCache.ts';
import { standing } from './standing.ts';

/**
 * Runs the model over `tokens`, the next of the stream, and keeps their keys and values; before that evicts what the
 * policy drops. When it fails the cache is as after the eviction, without the tokens.
 *
 * @param turns turn of each token
 * @param isScored false for tokens of the template, whose surprisal says nothing
 * @returns logits `[rows, vocab]` of the rows asked for
 * @throws AppError `bad-request` when what is pinned leaves no room
 */
export async function appendTokens(
  cache: SlotCache,
  tokens: readonly number[],
  turns: readonly number[],
  logits: DecoderStep['logits'],
  isScored: readonly boolean[] | null = null,
): Promise<Float32Array> {
  evict(cache, tokens.length);
  const places = freePlaces(cache, tokens.length);
  const read = await runScored(cache, {
    tokens: Int32Array.from(tokens),
    positions: Float64Array.from(tokens, (_, i) => cache.next + i),
    slots: places,
    visible: seenSlots(cache),
    logits,
  });
  const surprisal = read.tokenLogprobs && measureSurprisal(cache, tokens, read.tokenLogprobs, read.last);
  tokens.forEach((token, i) => {
    const position = cache.next + i;
    const region = position < SINKS ? 'sink' : position < cache.pinned ? 'pinned' : 'recent';
    const place = places[i]!;
    const score = isScored?.[i] === false ? null : (surprisal?.[i] ?? null);
    cache.slots.push({ token, position, turn: turns[i]!, kind: 'text', region, place, score });
    cache.visible[place] = 1;
  });
  if (read.attentionMass) countAttention(cache, read.attentionMass, tokens.length);
  cache.next += tokens.length;
  return read.logits;
}

/** Drops what the policy does not keep. */
function evict(cache: SlotCache, incoming: number): void {
  if (cache.options.measure === 'keys' && cache.slots.length + incoming > cache.options.budget) scoreKeys(cache);
  const kept = cache.options.policy(cache.slots, incoming, cache.options);
  if (kept.length === cache.slots.length) return;
  const stood = standing(cache);
  dropSlots(cache, kept);
  if (cache.options.reanchor) moveKeys(cache, stood);
}
