import type { RetentionPolicy } from '../../../../app/memory/RetentionPolicy.ts';
import { retentionPolicies } from '../../../../app/memory/retentionPolicies.ts';
import { appendTokens } from '../../../../main/engine/cache/appendTokens.ts';
import { createSlotCache } from '../../../../main/engine/cache/createSlotCache.ts';
import type { SlotCache } from '../../../../main/engine/cache/SlotCache.ts';
import type { Decoder } from '../../../../main/engine/decoder/Decoder.ts';
import { medianWithInterval, type MedianWithInterval } from '../../medianWithInterval.ts';
import { readStream } from './readStream.ts';

/** Tokens over which time is taken: those after the budget was first full, and as many at each position. */
const STEPS = 100;
const DENSE_STEPS = 24;
const RECOMPUTED = 3;
/** Positions that the model was trained for, less the steps. */
const DENSE_LIMIT = 8_192 - STEPS;

export interface FlatPoint {
  readonly arm: 'dense' | 'stream' | 'recompute';
  readonly position: number;
  readonly msPerToken: number;
  /** time of a token beside one of a stream whose budget was just filled, taken in turn */
  readonly beside: MedianWithInterval | null;
  readonly residentMiB: number;
}

/**
 * Time of one token and resident memory against the position in the stream: with a cache of fixed size, with a cache
 * that holds everything, and when a window of the same mean size is read anew for each token.
 *
 * @param positions rising, each beyond the budget and 100 tokens
 */
export async function measureFlatness(
  decoder: Decoder,
  tokens: Int32Array,
  { policy: name, budget, positions }: { policy: RetentionPolicy; budget: number; positions: readonly number[] },
  onPoint: (point: FlatPoint) => void,
): Promise<FlatPoint[]> {
  const { policy, measure } = retentionPolicies[name];
  const open = (slots: number) => createSlotCache(decoder, slots, 0, { policy, measure });
  const points: FlatPoint[] = [];
  const add = (point: Omit<FlatPoint, 'residentMiB'>): void => {
    points.push({ ...point, residentMiB: process.memoryUsage.rss() / 2 ** 20 });
    onPoint(points.at(-1)!);
  };
  const advance = (cache: SlotCache, to: number) => readStream(cache, [...tokens.subarray(cache.next, to)], 0);
  const step = async (cache: SlotCache): Promise<number> => {
    const begin = performance.now();
    await appendTokens(cache, [tokens[cache.next]!], [0], 'last');
    return performance.now() - begin;
  };

  const stream = open(budget);
  for (const position of positions) {
    await advance(stream, position);
    const young = open(budget);
    await advance(young, budget);
    const times: number[] = [];
    const ratios: number[] = [];
    for (let i = 0; i < STEPS; i++) {
      const early = i % 2 === 0 ? await step(young) : null;
      const late = await step(stream);
      times.push(late);
      ratios.push(late / (early ?? (await step(young))));
    }
    add({ arm: 'stream', position, msPerToken: medianWithInterval(times).median, beside: medianWithInterval(ratios) });
  }

  const context = budget - (stream.options.block >> 1);
  for (const position of positions) {
    const times: number[] = [];
    for (let i = 0; i < RECOMPUTED; i++) {
      const begin = performance.now();
      const window = open(budget);
      await readStream(window, [...tokens.subarray(position + i - context, position + i - 1)], 0);
      await appendTokens(window, [tokens[position + i - 1]!], [0], 'last');
      times.push(performance.now() - begin);
    }
    add({ arm: 'recompute', position, msPerToken: medianWithInterval(times).median, beside: null });
  }

  const dense = open(tokens.length);
  for (const position of positions.filter((each) => each <= DENSE_LIMIT)) {
    await advance(dense, position);
    const times: number[] = [];
    for (let i = 0; i < DENSE_STEPS; i++) times.push(await step(dense));
    add({ arm: 'dense', position, msPerToken: medianWithInterval(times).median, beside: null });
  }
  return points;
}
