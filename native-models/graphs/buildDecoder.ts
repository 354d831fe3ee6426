import { readFloatRows } from './readRows.ts';
import type { WeightTensor } from '../formats/WeightTensor.ts';
import { DecoderContext, type Precision } from './DecoderContext.ts';
import type { DecoderModel, DecoderSizes, LayerWeights } from './DecoderModel.ts';
import { linear } from './linear.ts';
import type { WeightsFile } from './WeightsFile.ts';

export interface BuildOptions {
  readonly precision: Precision;
  readonly weights: WeightsFile;
  /** after each layer, and after the head */
  readonly onStep?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the decoder down as an ONNX graph over S new tokens and T rows of cache. Its weights go to `weights`.
 *
 * Inputs: `inputs_embeds` [1, S, hidden]; `rope_cos`, `rope_sin` [1, S, headDim / 2]; `mask` [S, T], added to the
 * scores; `logit_rows` int64 [R], the new tokens whose logits are wanted; per layer `key.i`, `value.i`
 * [T, kvHeads, 1, headDim], a slot's heads side by side.
 * Outputs: `new_key.i` (rotated), `new_value.i` [1, S, kvHeads * headDim]; `logits` [R, vocabulary].
 *
 * Attention reads only `key.i` and `value.i`: whoever runs the graph binds `new_key.i` and `new_value.i` to rows of
 * the same memory (the last S of the T, in practice). Both are written before the products that read them, on which
 * they depend through the query. So nothing of the cache is copied, and new and past need no joining.
 */
export async function buildDecoder(model: DecoderModel, options: BuildOptions): Promise<Uint8Array> {
  const { sizes } = model;
  const context = new DecoderContext('decoder', options.weights, options.precision);
  const { graph } = context;
  graph.input('inputs_embeds', 'float32', [1, 'S', sizes.hiddenSize]);
  graph.input('rope_cos', 'float32', [1, 'S', sizes.headDim / 2]);
  graph.input('rope_sin', 'float32', [1, 'S', sizes.headDim / 2]);
  graph.input('mask', 'float32', ['S', 'T']);
  graph.input('logit_rows', 'int64', ['R']);

  graph.scope('embeddings');
  let residual = graph.op('Reshape', ['inputs_embeds', graph.integers(-1, sizes.hiddenSize)]);
  let added: string | undefined;
  for (const [index, layer] of model.layers.entries()) {
    options.signal?.throwIfAborted();
    graph.scope(`${index}`);
    const attended = await norm(context, sizes, residual, added, layer.attentionNorm);
    const attention = await attentionBlock(context, sizes, index, layer, attended.normed);
    const fed = await norm(context, sizes, attended.sum, attention, layer.feedForwardNorm);
    added = await feedForwardBlock(context, sizes, index, layer, fed.normed);
    residual = fed.sum;
    options.onStep?.(index + 1, sizes.layers + 1);
  }

  options.signal?.throwIfAborted();
  graph.scope('head');
  const { normed } = await norm(context, sizes, residual, added, model.finalNorm);
  const rows = graph.op('Gather', [normed, 'logit_rows']);
  const logits = await linear(context, 'head', rows, [model.head]);
  graph.op('Identity', [logits], {}, ['logits']);
  graph.output('logits', 'float32', ['R', sizes.vocabSize]);
  options.onStep?.(sizes.layers + 1, sizes.layers + 1);
  return graph.encode();
}

/** RMS norm of `residual + added`, and that sum. */
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
  const sum = `${added}+`;
  const normed = graph.microsoft('SkipSimplifiedLayerNormalization', [residual, added, scale], epsilon, [`${added}|`, '', '', sum]);
  return { normed, sum };
}

/** Grouped-query attention of [S, hidden] over the cache: [S, hidden]. */
async function attentionBlock(
  context: DecoderContext,
  { heads, kvHeads, headDim }: DecoderSizes,
  index: number,
  layer: LayerWeights,
  input: string,
): Promise<string> {
  const { graph } = context;
  const key = graph.input(`key.${index}`, 'float32', ['T', kvHeads, 1, headDim]);
  const value = graph.input(`value.${index}`, 'float32', ['T', kvHeads, 1, headDim]);
  graph.output(`new_key.${index}`, 'float32', [1, 'S', kvHeads * headDim]);
  graph.output(`new_value.${index}`, 'float32', [1, 'S', kvHeads * headDim]);

  // The scale of the scores is part of the query's weights.
  const projections = [{ ...layer.query, factor: headDim ** -0.5 }, layer.key, layer.value];
  const joined = await linear(context, `${index}.query-key-value`, input, projections);
  const batched = graph.op('Reshape', [joined, graph.integers(1, -1, (heads + 2 * kvHeads) * headDim)]);
  const toRotate = `${index}/query and key`;
  const widths = graph.integers((heads + kvHeads) * headDim, kvHeads * headDim);
  graph.op('Split', [batched, widths], { axis: 2 }, [toRotate, `new_value.${index}`]);
  const rotated = graph.op('RotaryEmbedding', [toRotate, 'rope_cos', 'rope_sin'], { num_heads: heads + kvHeads });
  const query = `${index}/query`;
  graph.op('Split', [rotated, graph.integers(heads * headDim, kvHeads * headDim)], { axis: 2 }, [query, `new_key.${index}`]);

  const grouped = graph.op('Reshape', [query, graph.integers(-1, kvHeads, heads / kvHeads, headDim)]);
  const scores = graph.microsoft('FusedMatMul', [grouped, key], { transBatchA: 1, transBatchB: 1, transB: 1 });
  const weights = graph.op('Softmax', [graph.op('Add', [scores, 'mask'])], { axis: -1 });
  const mixed = graph.microsoft('FusedMatMul', [weights, value], { transBatchB: 1 });
  const inOrder = graph.op('Transpose', [mixed], { perm: [2, 0, 1, 3] });
  const flat = graph.op('Reshape', [inOrder, graph.integers(-1, heads * headDim)]);
  return linear(context, `${index}.attention-output`, flat, [layer.output]);
}

/** SwiGLU (Shazeer 2020, arXiv:2002.05202): down(silu(gate x) * up x), [S, hidden] to [S, hidden]. */
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
  graph.op('Split', [joined, graph.integers(feedForwardSize, feedForwardSize)], { axis: 1 }, [gate, up]);
  const activated = graph.microsoft('QuickGelu', [gate], { alpha: { float: 1 } });
  return linear(context, `${index}.down`, graph.op('Mul', [activated, up]), [layer.down]);
}
