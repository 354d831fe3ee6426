import { SINKS } from '../../../app/memory/keepSinks.ts';
import type { DecoderStep } from '../decoder/Decoder.ts';
import { moveKeys } from './moveKeys.ts';
import type { SlotCache } from './SlotCache.ts';

/**
 * Runs the model over `tokens`, the next of the stream, and keeps their keys and values; before that evicts what the
 * policy drops. When it fails the cache is as after the eviction, without the tokens.
 *
 * @param turns turn of each token
 * @returns logits `[rows, vocab]` of the rows asked for
 * @throws AppError `bad-request` when what is pinned leaves no room
 */
export async function appendTokens(
  cache: SlotCache,
  tokens: readonly number[],
  turns: readonly number[],
  logits: DecoderStep['logits'],
): Promise<Float32Array> {
  const { buffers, options } = cache;
  evict(cache, tokens.length);
  buffers.ensureCapacity(Math.min(cache.slots.length + tokens.length, options.budget));
  if (cache.visible.length < buffers.capacity) {
    const grown = new Uint8Array(buffers.capacity);
    grown.set(cache.visible);
    cache.visible = grown;
  }
  const places = freePlaces(cache.visible, tokens.length);
  const rows = await cache.decoder.run(buffers, {
    tokens: Int32Array.from(tokens),
    positions: Float64Array.from(tokens, (_, i) => cache.next + i),
    slots: places,
    visible: cache.visible,
    logits,
  });
  tokens.forEach((token, i) => {
    const position = cache.next + i;
    const region = position < SINKS ? 'sink' : position < cache.pinned ? 'pinned' : 'recent';
    const place = places[i]!;
    cache.slots.push({ token, position, turn: turns[i]!, kind: 'text', region, place });
    cache.visible[place] = 1;
  });
  cache.next += tokens.length;
  return rows;
}

function evict(cache: SlotCache, incoming: number): void {
  const kept = cache.options.policy(cache.slots, incoming, cache.options);
  if (kept.length === cache.slots.length) return;
  const staying = new Set(kept);
  for (const slot of cache.slots) if (!staying.has(slot)) cache.visible[slot.place] = 0;
  cache.evicted += cache.slots.length - kept.length;
  const before = cache.slots;
  cache.slots = [...kept];
  if (cache.options.reanchor) moveKeys(cache, before);
}

/** The first `count` places that hold no slot: low places are used again first, so that capacity grows late. */
function freePlaces(visible: Uint8Array, count: number): Int32Array {
  const places = new Int32Array(count);
  let found = 0;
  for (let place = 0; found < count; place++) if (visible[place] === 0) places[found++] = place;
  return places;
}
