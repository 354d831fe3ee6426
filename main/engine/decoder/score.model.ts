import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFamilyModel } from '../../../native-models/families/readFamilyModel.ts';
import { readFloatRows } from '../../../native-models/graphs/readRows.ts';
import { compileModel } from '../../../native-models/import/compileModel.ts';
import type { Decoder, ScoredOutput, Scores } from './Decoder.ts';
import { openDecoder } from './openDecoder.ts';

const TINY = path.join(import.meta.dirname, '../../../native-models/golden/tiny/q4_1.gguf');
const ALL: readonly ScoredOutput[] = ['token_logprobs', 'query_mean', 'attention_mass'];
const tokens = Array.from({ length: 60 }, (_, at) => 3 + ((at * 37) % 280));

/** Reads all tokens in chunks into slots of the same numbers. */
async function read(decoder: Decoder, chunk: number): Promise<Scores[]> {
  const buffers = decoder.createBuffers();
  buffers.ensureCapacity(tokens.length);
  const all: Scores[] = [];
  for (let from = 0; from < tokens.length; from += chunk) {
    const fed = Int32Array.from(tokens.slice(from, from + chunk));
    const slots = Int32Array.from(fed, (_, at) => from + at);
    const visible = new Uint8Array(buffers.capacity).fill(1, 0, from);
    const step = { tokens: fed, positions: Float64Array.from(slots), slots, visible, logits: 'last' } as const;
    all.push(await decoder.score!(buffers, step, ALL));
  }
  return all;
}

/** log p of each token but the first, one token at a time and in float64. */
async function logprobsByLoop(decoder: Decoder): Promise<number[]> {
  const buffers = decoder.createBuffers();
  buffers.ensureCapacity(tokens.length);
  const logprobs: number[] = [];
  for (let at = 0; at + 1 < tokens.length; at++) {
    const visible = new Uint8Array(buffers.capacity).fill(1, 0, at);
    const step = { tokens: Int32Array.of(tokens[at]!), positions: Float64Array.of(at), slots: Int32Array.of(at), visible };
    const logits = Float64Array.from(await decoder.run(buffers, { ...step, logits: 'last' }));
    logprobs.push(logits[tokens[at + 1]!]! - Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)));
  }
  return logprobs;
}

let home: string;
const open: Decoder[] = [];
let plain: Decoder;
let exact: Decoder;
let fast: Decoder;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-score-'));
  const decoder = async (precision: 'exact' | 'fast', scored: boolean) => {
    const directory = await compileModel(TINY, home, { precision });
    const opened = await openDecoder(directory, { provider: 'cpu', threads: 1, scored });
    open.push(opened);
    return opened;
  };
  plain = await decoder('exact', false);
  exact = await decoder('exact', true);
  fast = await decoder('fast', true);
});
afterAll(async () => {
  for (const decoder of open) await decoder.close();
  await rm(home, { recursive: true });
});

describe('a graph that tells what it thinks of the tokens', () => {
  it('is loaded only when it is asked for', () => {
    expect(plain.score).toBeUndefined();
    expect(plain.outputs).toEqual([]);
    expect(exact.outputs).toEqual(ALL);
  });

  it.each([1, 7, 60])('gives the log-probability of each token from those before it, read %i at a time', async (chunk) => {
    const expected = await logprobsByLoop(plain);
    const scores = await read(exact, chunk);
    scores.forEach(({ tokenLogprobs }, i) => {
      const own = tokens.slice(i * chunk, (i + 1) * chunk).length;
      expect(tokenLogprobs).toHaveLength(own - 1);
      tokenLogprobs!.forEach((logprob, at) => expect(logprob).toBeCloseTo(expected[i * chunk + at]!, 4));
      // SirLLM's released code takes the row after the token: a test that lets that pass would be none.
      if (chunk === 60) {
        const shifted = [...tokenLogprobs!.keys()].slice(1).map((at) => Math.abs(tokenLogprobs![at]! - expected[at - 1]!));
        expect(Math.max(...shifted)).toBeGreaterThan(0.1);
      }
    });
  });

  it('gives the logits of a plain run', async () => {
    const buffers = plain.createBuffers();
    const slots = Int32Array.from(tokens.keys());
    buffers.ensureCapacity(tokens.length);
    const step = { tokens: Int32Array.from(tokens), positions: Float64Array.from(slots), slots, visible: new Uint8Array() };
    const expected = await plain.run(buffers, { ...step, logits: 'last' });
    const [{ logits } = { logits: null }] = await read(exact, 60);
    logits!.forEach((logit, at) => expect(logit).toBeCloseTo(expected[at]!, 5));
    const other = exact.createBuffers();
    other.ensureCapacity(tokens.length);
    expect(await exact.run(other, { ...step, logits: 'none' })).toHaveLength(0);
    const again = exact.createBuffers();
    again.ensureCapacity(tokens.length);
    const all = await exact.run(again, { ...step, logits: 'all' });
    expect(all).toHaveLength(tokens.length * exact.model.vocabSize);
    all.subarray(-exact.model.vocabSize).forEach((logit, at) => expect(logit).toBeCloseTo(expected[at]!, 5));
  });

  it('gives the mean query before rope, over the heads of a group', async () => {
    const { decoder } = await readFamilyModel(TINY);
    const { hiddenSize, heads, kvHeads, headDim, normEpsilon } = decoder.sizes;
    const layer = decoder.layers[0]!;
    const embedding = await readFloatRows({ tensor: decoder.embedding });
    const scale = await readFloatRows({ tensor: layer.attentionNorm });
    const matrix = await readFloatRows(layer.query.weight);
    const expected = new Float64Array(kvHeads * headDim);
    for (const token of tokens) {
      const row = Float64Array.from(embedding.subarray(token * hiddenSize, (token + 1) * hiddenSize));
      const root = Math.sqrt(row.reduce((sum, value) => sum + value ** 2, 0) / hiddenSize + normEpsilon);
      const input = row.map((value, at) => (value / root) * scale[at]!);
      for (let out = 0; out < heads * headDim; out++) {
        const query = input.reduce((sum, value, at) => sum + value * matrix[out * hiddenSize + at]!, 0);
        const kvHead = Math.floor(out / headDim / (heads / kvHeads));
        expected[kvHead * headDim + (out % headDim)]! += query / tokens.length / (heads / kvHeads);
      }
    }
    const [{ queryMean } = { queryMean: null }] = await read(exact, 60);
    expect(queryMean).toHaveLength(decoder.sizes.layers * kvHeads * headDim);
    expected.forEach((value, at) => expect(queryMean![at]).toBeCloseTo(value, 4));
    // Deeper layers: the mean of one chunk is the mean of its tokens.
    const singles = await read(exact, 1);
    queryMean!.forEach((value, at) => {
      const mean = singles.reduce((sum, single) => sum + single.queryMean![at]!, 0) / singles.length;
      expect(value).toBeCloseTo(mean, 3);
    });
  });

  it.each([1, 7, 30])('gives the attention that rows got, all of it and none to hidden ones, read %i at a time', async (chunk) => {
    for (const decoder of [exact, fast]) {
      const { layers, heads } = decoder.model;
      const scores = await read(decoder, chunk);
      const totals = new Float64Array(tokens.length);
      scores.forEach(({ attentionMass }, i) => {
        const count = tokens.slice(i * chunk, (i + 1) * chunk).length;
        const capacity = attentionMass!.length - count;
        expect(attentionMass!.reduce((sum, mass) => sum + mass, 0) / (layers * heads * count)).toBeCloseTo(1, 3);
        const hidden = attentionMass!.subarray(i * chunk, capacity);
        expect(hidden.every((mass) => mass === 0)).toBe(true);
        for (let at = 0; at < i * chunk; at++) totals[at]! += attentionMass![at]!;
        for (let at = 0; at < count; at++) totals[i * chunk + at]! += attentionMass![capacity + at]!;
      });
      if (decoder === exact) {
        const atOnce = (await read(decoder, 60))[0]!.attentionMass!.subarray(-60);
        totals.forEach((mass, at) => expect(mass / atOnce[at]!).toBeCloseTo(1, 2));
      }
    }
  });
});
