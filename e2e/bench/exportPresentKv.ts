import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFamilyModel } from '../../native-models/families/readFamilyModel.ts';
import { DecoderContext } from '../../native-models/graphs/DecoderContext.ts';
import type { DecoderSizes, LayerWeights } from '../../native-models/graphs/DecoderModel.ts';
import { linear } from '../../native-models/graphs/linear.ts';
import { readFloatRows } from '../../native-models/graphs/readRows.ts';
import { WeightsFile } from '../../native-models/graphs/WeightsFile.ts';
import type { WeightTensor } from '../../native-models/formats/WeightTensor.ts';

/** `TensorProto.DataType` of onnx.proto */
const ONNX_INT32 = 6;

/** Rows of the cos and sin tables: more than any size of the bench. */
const MAX_POSITIONS = 4_096;

/**
 * Writes to `folder` the graph that is usual elsewhere, from the same weights: the cache goes in as
 * `past_key_values.i.key|value` [1, kvHeads, P, headDim] and comes out as `present.i.key|value`, attention is
 * `GroupQueryAttention` with its own rope, as onnxruntime-genai exports it and transformers.js runs it. The products
 * are those of our decoder (same kernels, same fusions), and only the last row meets the head, so that what is
 * compared is the way of the cache.
 */
export async function exportPresentKv(gguf: string, folder: string): Promise<void> {
  const { decoder } = await readFamilyModel(gguf);
  const { sizes } = decoder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const weights = await WeightsFile.create(folder, 'decoder.weights');
  const context = new DecoderContext('present-kv', weights, 'fast');
  const { graph } = context;
  graph.input('inputs_embeds', 'float32', [1, 'S', sizes.hiddenSize]);
  const lengths = ['seqlens_k', 'total_sequence_length'].map((name) =>
    graph.op('Cast', [graph.input(name, 'int64', name === 'seqlens_k' ? [1] : [])], { to: ONNX_INT32 }),
  );
  const common = [...lengths, ...(await ropeTables(context, sizes))];

  let residual = 'inputs_embeds';
  let added: string | undefined;
  for (const [index, layer] of decoder.layers.entries()) {
    graph.scope(`${index}`);
    const attended = await norm(context, sizes, residual, added, layer.attentionNorm);
    const attention = await attentionBlock(context, sizes, index, layer, attended.normed, common);
    const fed = await norm(context, sizes, attended.sum, attention, layer.feedForwardNorm);
    added = await feedForwardBlock(context, sizes, index, layer, fed.normed);
    residual = fed.sum;
  }
  graph.scope('head');
  const { normed } = await norm(context, sizes, residual, added, decoder.finalNorm);
  const last = graph.op('Slice', [normed, graph.integers(-1), graph.integers(2 ** 31), graph.integers(1)]);
  graph.named('', 'Identity', [await linear(context, 'head', last, [decoder.head])], {}, ['logits']);
  graph.output('logits', 'float32', [1, 1, sizes.vocabSize]);
  await weights.close();
  await writeFile(join(folder, 'decoder.onnx'), graph.encode());
}

async function ropeTables(context: DecoderContext, { headDim, rope }: DecoderSizes): Promise<string[]> {
  const half = headDim / 2;
  const table = (wave: (angle: number) => number): Float32Array =>
    Float32Array.from({ length: MAX_POSITIONS * half }, (_, at) => {
      const angle = Math.floor(at / half) * (rope.inverseFrequencies[at % half] ?? Number.NaN);
      return wave(angle) * rope.attentionFactor;
    });
  return [
    await context.constant('cos_cache', [MAX_POSITIONS, half], [table(Math.cos)]),
    await context.constant('sin_cache', [MAX_POSITIONS, half], [table(Math.sin)]),
  ];
}

async function norm(
  context: DecoderContext,
  { normEpsilon }: DecoderSizes,
  residual: string,
  added: string | undefined,
  weight: WeightTensor,
): Promise<{ normed: string; sum: string }> {
  const { graph } = context;
  const scale = await context.constant(weight.name, weight.shape, [await readFloatRows({ tensor: weight })]);
  const epsilon = { epsilon: { float: normEpsilon } };
  if (added === undefined) return { normed: graph.op('SimplifiedLayerNormalization', [residual, scale], epsilon), sum: residual };
  const [normed, sum] = [`${added} normed`, `${added} sum`];
  graph.named('com.microsoft', 'SkipSimplifiedLayerNormalization', [residual, added, scale], epsilon, [normed, '', '', sum]);
  return { normed, sum };
}

async function attentionBlock(
  context: DecoderContext,
  { heads, kvHeads, headDim }: DecoderSizes,
  index: number,
  layer: LayerWeights,
  input: string,
  common: readonly string[],
): Promise<string> {
  const { graph } = context;
  const [key, value] = ['key', 'value'].map((part) =>
    graph.input(`past_key_values.${index}.${part}`, 'float32', [1, kvHeads, 'P', headDim]),
  );
  const present = ['key', 'value'].map((part) => `present.${index}.${part}`);
  for (const name of present) graph.output(name, 'float32', [1, kvHeads, 'total', headDim]);
  const packed = await linear(context, `${index}.query-key-value`, input, [layer.query, layer.key, layer.value]);
  const attended = `${index}/attended`;
  graph.named(
    'com.microsoft',
    'GroupQueryAttention',
    [packed, '', '', key ?? '', value ?? '', ...common],
    { num_heads: heads, kv_num_heads: kvHeads, do_rotary: 1 },
    [attended, ...present],
  );
  return linear(context, `${index}.attention-output`, attended, [layer.output]);
}

async function feedForwardBlock(
  context: DecoderContext,
  { feedForwardSize }: DecoderSizes,
  index: number,
  layer: LayerWeights,
  input: string,
): Promise<string> {
  const { graph } = context;
  const joined = await linear(context, `${index}.gate-up`, input, [layer.gate, layer.up]);
  const [gate, up] = [`${index}/gate`, `${index}/up`];
  graph.split(joined, [feedForwardSize, feedForwardSize], 2, [gate, up]);
  return linear(context, `${index}.down`, graph.op('Mul', [graph.microsoft('QuickGelu', [gate], { alpha: { float: 1 } }), up]), [layer.down]);
}
