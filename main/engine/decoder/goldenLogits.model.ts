import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../app/contract/zod.ts';
import { compileModel } from '../../../native-models/import/compileModel.ts';
import { MAX_STEP, type Decoder } from './Decoder.ts';
import { openDecoder } from './openDecoder.ts';

const TINY = join(import.meta.dirname, '../../../native-models/golden/tiny');
/** Largest difference of a logit from what transformers gives for the same weights in fp32. */
const TOLERANCE = 1e-4;

/** Logits of some rows of one prompt, as `native-models/golden/makeTiny.py` wrote them. */
const Golden = z.object({ tokens: z.array(z.number()), rows: z.array(z.number()), logits: z.array(z.array(z.number())) });

const models = (await readdir(TINY, { withFileTypes: true })).flatMap((entry) => {
  if (entry.isDirectory()) return [{ name: entry.name, source: join(TINY, entry.name), goldens: join(TINY, entry.name, 'goldens.json') }];
  if (!entry.name.endsWith('.gguf')) return [];
  return [{ name: entry.name, source: join(TINY, entry.name), goldens: join(TINY, entry.name.replace('.gguf', '.goldens.json')) }];
});

/** Logits of every token [tokens][vocabulary], read in steps of these sizes into a fresh cache. */
async function read(decoder: Decoder, tokens: readonly number[], sizes: (left: number) => number): Promise<Float32Array[]> {
  const buffers = decoder.createBuffers();
  buffers.ensureCapacity(tokens.length);
  const visible = new Uint8Array(buffers.capacity);
  const { vocabSize } = decoder.model;
  const rows: Float32Array[] = [];
  for (let at = 0; at < tokens.length; ) {
    const places = Array.from({ length: Math.min(sizes(tokens.length - at), tokens.length - at) }, (_, i) => at + i);
    const logits = await decoder.run(buffers, {
      tokens: Int32Array.from(places, (place) => tokens[place] ?? 0),
      positions: Float64Array.from(places),
      slots: Int32Array.from(places),
      visible,
      logits: 'all',
    });
    for (let row = 0; row < places.length; row++) rows.push(logits.slice(row * vocabSize, (row + 1) * vocabSize));
    for (const place of places) visible[place] = 1;
    at += places.length;
  }
  return rows;
}

function largestDifference(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  a.forEach((row, i) => {
    expect(row.length).toBe(b[i]?.length);
    for (let j = 0; j < row.length; j++) largest = Math.max(largest, Math.abs((row[j] ?? Number.NaN) - (b[i]?.[j] ?? Number.NaN)));
  });
  return largest;
}

it('there is a model for every rope variant and every type of weights', () => {
  expect(models.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['groupedDefault', 'multiHeadLinear', 'oddLlama3', 'yarnExplicit', 'q4_0.gguf', 'q8_0.gguf', 'floats.gguf']),
  );
});

describe.each(models)('$name', ({ source, goldens }) => {
  let folder: string;
  let decoder: Decoder;
  let golden: z.infer<typeof Golden>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headwater-golden-'));
    golden = Golden.parse(JSON.parse(await readFile(goldens, 'utf8')));
    decoder = await openDecoder(await compileModel(source, folder, { precision: 'exact' }), { provider: 'cpu', threads: 1 });
  });
  afterAll(async () => {
    await decoder.close();
    await rm(folder, { recursive: true });
  });

  it('gives the logits of transformers', async () => {
    const rows = await read(decoder, golden.tokens, (left) => left);
    expect(largestDifference(golden.rows.map((row) => rows[row] ?? []), golden.logits)).toBeLessThan(TOLERANCE);
  });

  it('gives the same read in chunks, and one by one', async () => {
    const whole = await read(decoder, golden.tokens, (left) => left);
    expect(largestDifference(await read(decoder, golden.tokens, () => 1), whole)).toBeLessThan(TOLERANCE);
    expect(largestDifference(await read(decoder, golden.tokens, () => 7), whole)).toBeLessThan(TOLERANCE);
  });

  it('gives the same for every number of new tokens from 1 to 128', async () => {
    const tokens = Array.from({ length: MAX_STEP + 1 }, (_, i) => golden.tokens[i % golden.tokens.length] ?? 0);
    const single = await read(decoder, tokens, () => 1);
    for (let size = 1; size <= MAX_STEP; size++) {
      // One token first, so that every batch has a past to attend to.
      const rows = await read(decoder, tokens.slice(0, size + 1), (left) => (left === size + 1 ? 1 : size));
      expect(largestDifference(rows, single.slice(0, size + 1))).toBeLessThan(TOLERANCE);
    }
  });
});
