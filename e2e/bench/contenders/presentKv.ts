import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { EmbeddingRows } from '../../../main/engine/decoder/EmbeddingRows.ts';
import { greedyToken } from '../../../main/engine/sampling/greedyToken.ts';
import { readCompiled } from '../../../native-models/import/readCompiled.ts';
import { serveContender } from './serveContender.ts';

/**
 * The usual graph, its cache as inputs and outputs. `boundCache`: the same tensors of full capacity go in and out, the
 * best that can be done with it here; otherwise what comes out goes in at the next step, as transformers.js does.
 */
serveContender(async ({ compiled, presentKv, threads, slots, decodeTokens, boundCache }) => {
  const model = await readCompiled(compiled);
  const embeddings = new EmbeddingRows(compiled, model);
  const session = await InferenceSession.create(join(presentKv, 'decoder.onnx'), { intraOpNumThreads: threads, interOpNumThreads: 1 });
  const names = Array.from({ length: model.layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
  const cacheOf = (capacity: number): Record<string, Tensor> => {
    const shape = [1, model.kvHeads, capacity, model.headDim];
    return Object.fromEntries(names.map((name) => [name, new Tensor('float32', new Float32Array(shape.reduce((a, b) => a * b)), shape)]));
  };
  const logits = new Tensor('float32', new Float32Array(model.vocabSize), [1, 1, model.vocabSize]);
  const empty = cacheOf(boundCache ? slots + decodeTokens : 0);
  let cache = empty;
  let length = 0;
  let last = 0;

  async function read(tokens: Int32Array): Promise<void> {
    const total = length + tokens.length;
    const feeds: Record<string, Tensor> = {
      inputs_embeds: new Tensor('float32', embeddings.lookUp(tokens), [1, tokens.length, model.hiddenSize]),
      seqlens_k: new Tensor('int64', BigInt64Array.of(BigInt(total - 1)), [1]),
      total_sequence_length: new Tensor('int64', BigInt64Array.of(BigInt(total)), []),
    };
    const fetches: Record<string, Tensor | null> = { logits };
    for (const name of names) {
      const rows = cache[name];
      if (rows !== undefined) feeds[`past_key_values.${name}`] = rows;
      fetches[`present.${name}`] = boundCache ? (rows ?? null) : null;
    }
    const results = await session.run(feeds, fetches);
    if (!boundCache) cache = Object.fromEntries(names.map((name) => [name, results[`present.${name}`] as Tensor]));
    length = total;
  }

  return {
    async prefill(tokens) {
      cache = empty;
      length = 0;
      last = tokens.at(-1) ?? 0;
      await read(tokens.subarray(0, -1));
    },
    async decode(count, onToken) {
      const [startCache, start] = [cache, length];
      let token = last;
      for (let written = 0; written < count; written++) {
        await read(Int32Array.of(token));
        token = greedyToken(logits.data);
        onToken(token);
      }
      [cache, length] = [startCache, start];
    },
  };
});
