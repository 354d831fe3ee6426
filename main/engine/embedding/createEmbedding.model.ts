import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileEncoder } from '../../../native-models/import/compileEncoder.ts';
import { createScheduler } from '../schedule/createScheduler.ts';
import { createEmbedding } from './createEmbedding.ts';

const BERT = path.join(import.meta.dirname, '../../../native-models/golden/bert');
const golden = JSON.parse(await readFile(path.join(BERT, 'goldens.json'), 'utf8')) as { texts: string[]; vectors: number[][] };
let home: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-bert-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** An embedding service with the tiny model, and a way to get vectors from it. */
async function open(precision: 'exact' | 'fast') {
  const scheduler = createScheduler();
  const service = createEmbedding(scheduler);
  const directory = await compileEncoder(BERT, home, { precision });
  expect(await service.load({ directory, threads: 1 })).toEqual({ dimensions: 48, maxTokens: 48 });
  const embed = async (texts: readonly string[], urgent = false): Promise<number[][]> => {
    const { vectors, dimensions } = await service.embed({ texts: [...texts], urgent });
    const numbers = new Float32Array(vectors.buffer, vectors.byteOffset, vectors.byteLength / 4);
    expect(numbers).toHaveLength(texts.length * dimensions);
    return texts.map((_, index) => [...numbers.subarray(index * dimensions, (index + 1) * dimensions)]);
  };
  return { scheduler, service, directory, embed };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

describe('createEmbedding', () => {
  it('gives the vectors of the reference, whatever is embedded together', async () => {
    const { embed } = await open('exact');
    const together = await embed(golden.texts);
    const reversed = (await embed(golden.texts.toReversed())).toReversed();
    for (const [index, expected] of golden.vectors.entries()) {
      const alone = (await embed([golden.texts[index]!]))[0]!;
      for (const found of [together[index]!, reversed[index]!, alone]) {
        expect(Math.max(...found.map((value, at) => Math.abs(value - expected[at]!)))).toBeLessThan(1e-4);
      }
    }
  });

  it('is near the reference with the rounded table that is shipped', async () => {
    const { embed } = await open('fast');
    const found = await embed(golden.texts);
    for (const [index, expected] of golden.vectors.entries()) {
      expect(dot(found[index]!, expected)).toBeGreaterThan(0.999);
      expect(dot(found[index]!, found[index]!)).toBeCloseTo(1, 5);
    }
  });

  it('embeds an empty text, and one far beyond what the model reads', async () => {
    const { embed } = await open('fast');
    const [empty, long, longer] = await embed(['', 'river sea '.repeat(100), 'river sea '.repeat(200)]);
    expect(dot(empty!, empty!)).toBeCloseTo(1, 5);
    expect(long).toEqual(longer);
  });

  it('waits behind a prefill in the background, goes before it when urgent, and lets an answer in between its runs', async () => {
    const { scheduler, embed } = await open('fast');
    const order: string[] = [];
    const { signal } = new AbortController();
    const enter = (lane: 'answer' | 'prefill', name: string) => scheduler.run(lane, async () => void order.push(name), signal);
    await Promise.all([
      embed(['a'], false).then(() => order.push('background')),
      enter('prefill', 'prefill'),
      embed(['b'], true).then(() => order.push('urgent')),
      enter('answer', 'token'),
    ]);
    expect(order).toEqual(['token', 'urgent', 'prefill', 'background']);
  });

  it('says what it needs: a model first, one model per process, a sound folder', async () => {
    const { directory, service } = await open('fast');
    expect(await service.load({ directory, threads: 1 })).toEqual({ dimensions: 48, maxTokens: 48 });
    await expect(service.load({ directory: home, threads: 1 })).rejects.toMatchObject({ code: 'busy' });

    const fresh = createEmbedding(createScheduler());
    await expect(fresh.embed({ texts: ['a'], urgent: false })).rejects.toMatchObject({ code: 'no-model' });
    await truncate(path.join(directory, 'encoder.bin'), 10);
    await expect(fresh.load({ directory, threads: 1 })).rejects.toMatchObject({ code: 'bad-file' });
    await compileEncoder(BERT, home, { precision: 'fast' });
    expect(await fresh.load({ directory, threads: 1 })).toMatchObject({ dimensions: 48 });
  });

  it('gives no vectors that are not numbers', async () => {
    const source = path.join(home, 'damaged');
    await cp(BERT, source, { recursive: true });
    const file = path.join(source, 'model.safetensors');
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xff, 8 + Number(bytes.readBigUInt64LE(0))));
    const service = createEmbedding(createScheduler());
    await service.load({ directory: await compileEncoder(source, home, { precision: 'exact' }), threads: 1 });
    await expect(service.embed({ texts: ['river'], urgent: false })).rejects.toMatchObject({ code: 'bad-file' });
  });
});
