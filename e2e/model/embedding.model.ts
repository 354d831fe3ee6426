import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmbedding } from '../../main/engine/embedding/createEmbedding.ts';
import { createScheduler } from '../../main/engine/schedule/createScheduler.ts';
import { loadWordPiece } from '../../native-models/tokenizer/loadWordPiece.ts';
import { embeddingModelDirectory, embeddingModelFolder } from './embeddingModel.ts';

const native = join(import.meta.dirname, '../../native-models');
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const folder = await embeddingModelFolder();

describe.skipIf(folder === null)('the embedding model of the starter set', () => {
  it('cuts texts into the tokens of the reference', () => {
    const tokenizer = loadWordPiece(read(join(folder!, 'tokenizer.json')));
    const { texts } = read(join(native, 'tokenizer/golden/wordPiece.json')) as { texts: string[] };
    const ids = read(join(native, 'tokenizer/golden/minilm.json')) as number[][];
    expect(texts.map((text) => [...tokenizer.encode(text, 10_000)])).toEqual(ids);
  });

  it.each([
    ['exact', 0.999999],
    ['fast', 0.9995],
  ] as const)('with precision %s gives the vectors of transformers, to a cosine of %d', async (precision, least) => {
    const { texts, vectors: expected } = read(join(native, 'golden/minilm.json')) as { texts: string[]; vectors: number[][] };
    const service = createEmbedding(createScheduler());
    const directory = await embeddingModelDirectory(precision);
    expect(await service.load({ directory: directory!, threads: 2 })).toEqual({ dimensions: 384, maxTokens: 256 });
    const { vectors } = await service.embed({ texts, urgent: false });
    const found = new Float32Array(vectors.buffer);
    // Rounded to four digits, a vector of the file is not quite of length 1.
    const cosines = expected.map(
      (vector, index) => vector.reduce((sum, value, at) => sum + value * found[index * 384 + at]!, 0) / Math.hypot(...vector),
    );
    process.stderr.write(`Embedding, ${precision}: least cosine to transformers ${Math.min(...cosines).toFixed(6)}\n`);
    for (const cosine of cosines) expect(cosine).toBeGreaterThan(least);
  });

  it('puts a question next to its answer', async () => {
    const service = createEmbedding(createScheduler());
    await service.load({ directory: (await embeddingModelDirectory('fast'))!, threads: 2 });
    const texts = ['When is the meeting?', 'The meeting was moved from Tuesday to Thursday.', 'Paris is the capital of France.', 'My cat sleeps on the sofa.'];
    const { vectors } = await service.embed({ texts, urgent: true });
    const found = new Float32Array(vectors.buffer);
    const near = [1, 2, 3].map((other) => Array.from({ length: 384 }, (_, at) => found[at]! * found[other * 384 + at]!).reduce((a, b) => a + b));
    expect(near[0]).toBeGreaterThan(Math.max(near[1]!, near[2]!) + 0.2);
  });
});
