import type { WeightTensor } from '../formats/WeightTensor.ts';
import { attention, attentionInputs } from './attention.ts';
import { DecoderContext, type GraphKind } from './DecoderContext.ts';
import type { DecoderModel, DecoderSizes, LayerWeights } from './DecoderModel.ts';
import type { GraphBuilder } from './GraphBuilder.ts';
import { linear } from './linear.ts';
import { readFloatRows } from './readRows.ts';
import type { WeightsFile } from './WeightsFile.ts';

export interface BuildOptions {
  readonly weights: WeightsFile;
  /** after each layer, and after the head */
  readonly onStep?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Two ONNX files over the same weights: what is needed to answer, and what tells more. */
export interface DecoderGraphs {
  readonly plain: Uint8Array;
  readonly scored: Uint8Array;
}

/**
 * Writes the decoder down as an ONNX graph over S new tokens and a cache of C slots. Its weights go to `weights`.
 *
 * Inputs: `inputs_embeds` [1, S, hidden]; `rope_cos`, `rope_sin` [1, S, headDim / 2]; `mask` [S, C + S], added to the
 * scores; `logit_rows` int64 [R], the new tokens whose logits are wanted; per layer `key.i`, `value.i`
 * [kvHeads, 1, C, headDim], float32 or int8. With int8 rows also `single`, whether S is 1, and for that case `visible`
 * [C] instead of `mask`, `widths` [C, 1], and `key_columns.i` [kvHeads, 1, headDim, C], the keys once more; of all layers
 * one after the other `key_scale`, `value_scale` [layers * C], what a level of each slot stands for, `value_weight`
 * [layers, 2, 1, C], by which probabilities become bytes, and `value_unit` [layers], by which those become floats.
 * A `bulk` graph has of these `key_scale` and `value_scale` only.
 * Outputs: `new_keys` (rotated), `new_values` [layers, S, kvHeads * headDim]; `logits` [1, R, vocabulary].
 *
 * `scored` is the same graph, over the same weights, that tells more: `token_logprobs` [R], the log-probability of
 * `targets` int64 [R], a further input, as the token after each of `logit_rows`; `last_logits` [1, 1, vocabulary], the
 * last of them (all are fetched by whoever wants them alone); `query_mean` [layers, kvHeads * headDim], the mean of the
 * new tokens' queries, before rope and unscaled, over the heads that share a key, too; `attention_mass` [C + S], the
 * attention that each slot and each new token got, summed over layers, heads and new tokens. R is at least 1.
 *
 * The cache is read and never returned: onnxruntime's binding copies every output, and the cache would be copied for
 * each token. Whoever runs the graph puts the new rows into their slots.
 */
export async function buildDecoder(model: DecoderModel, kind: GraphKind, options: BuildOptions): Promise<DecoderGraphs> {
  const { sizes } = model;
  const context = new DecoderContext('decoder', options.weights, kind);
  const { graph } = context;
  graph.input('inputs_embeds', 'float32', [1, 'S', sizes.hiddenSize]);
  graph.input('logit_rows', 'int64', ['R']);
  graph.input('targets', 'int64', ['R']);
  attentionInputs(context, sizes);

  let residual = 'inputs_embeds';
  let added: string | undefined;
  const attentions: Awaited<ReturnType<typeof attention>>[] = [];
  for (const [index, layer] of model.layers.entries()) {
    options.signal?.throwIfAborted();
    graph.scope(`${index}`);
    const attended = await norm(context, sizes, residual, added, layer.attentionNorm);
    const layerAttention = await attention(context, sizes, index, layer, attended.normed);
    attentions.push(layerAttention);
    const fed = await norm(context, sizes, attended.sum, layerAttention.mixed, layer.feedForwardNorm);
    added = await feedForward(context, sizes, index, layer, fed.normed);
    residual = fed.sum;
    options.onStep?.(index + 1, sizes.layers + 1);
  }

  options.signal?.throwIfAborted();
  graph.scope('head');
  const { normed } = await norm(context, sizes, residual, added, model.finalNorm);
  const rows = graph.op('Gather', [normed, 'logit_rows'], { axis: 1 });
  graph.named('', 'Identity', [await linear(context, 'head', rows, [model.head], rows)], {}, ['logits']);
  graph.output('logits', 'float32', [1, 'R', sizes.vocabSize]);
  // One output for all layers: the binding takes some microseconds for each.
  const width = sizes.kvHeads * sizes.headDim;
  const join = (name: string, parts: readonly string[], shape: readonly (number | string)[]) => {
    graph.named('', 'Concat', parts, { axis: 0 }, [name]);
    graph.output(name, 'float32', shape);
  };
  join('new_keys', attentions.map(({ newKey }) => newKey), [sizes.layers, 'S', width]);
  join('new_values', attentions.map(({ newValue }) => newValue), [sizes.layers, 'S', width]);
  const plain = graph.encode(['logits', 'new_keys', 'new_values']);

  join('query_mean', attentions.map(({ queryMean }) => queryMean), [sizes.layers, width]);
  graph.named('', 'Sum', attentions.map(({ mass }) => mass), {}, ['attention_mass']);
  graph.output('attention_mass', 'float32', ['T']);
  scoreTokens(graph, sizes);
  options.onStep?.(sizes.layers + 1, sizes.layers + 1);
  return { plain, scored: graph.encode() };
}

/** `token_logprobs` and `last_logits` of the logits. */
function scoreTokens(graph: GraphBuilder, { vocabSize }: DecoderSizes): void {
  const all = graph.op('LogSoftmax', ['logits'], { axis: -1 });
  const picked = graph.op('GatherElements', [all, graph.reshape('targets', 1, -1, 1)], { axis: 2 });
  graph.named('', 'Reshape', [picked, graph.integers(-1)], {}, ['token_logprobs']);
  graph.output('token_logprobs', 'float32', ['R']);
  graph.named('', 'Gather', ['logits', graph.integers(-1)], { axis: 1 }, ['last_logits']);
  graph.output('last_logits', 'float32', [1, 1, vocabSize]);
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
  const [normed, sum] = [`${added} normed`, `${added} sum`];
  graph.named('com.microsoft', 'SkipSimplifiedLayerNormalization', [residual, added, scale], epsilon, [normed, '', '', sum]);
  return { normed, sum };
}

/** SwiGLU (Shazeer 2020, arXiv:2002.05202): down(silu(gate x) * up x), [1, S, hidden] to [1, S, hidden]. */
async function feedForward(
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
  // SiLU in one operator
  const activated = graph.microsoft('QuickGelu', [gate], { alpha: { float: 1 } });
  return linear(context, `${index}.down`, graph.op('Mul', [activated, up]), [layer.down]);
}
