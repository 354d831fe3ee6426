import { DecoderContext, type Precision } from './DecoderContext.ts';
import type { EncoderLayer, EncoderModel, EncoderSizes, NormWeights } from './EncoderModel.ts';
import { encoderEmbedding } from './encoderEmbedding.ts';
import { linear } from './linear.ts';
import { readFloatRows } from './readRows.ts';
import type { WeightsFile } from './WeightsFile.ts';

export interface EncoderOptions {
  readonly precision: Precision;
  readonly weights: WeightsFile;
  /** after each layer */
  readonly onStep?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes an encoder (BERT's: Devlin et al. 2018, arXiv:1810.04805) down as an ONNX graph over B texts of S tokens,
 * shorter ones padded at their end by any token of the vocabulary. Its weights go to `weights`.
 *
 * Inputs: `ids` int64 [B, S]; `lengths` int64 [B], each 1 to S. Output: `vectors` float32 [B, hidden], the mean over
 * the tokens of each text, of length 1 (Reimers and Gurevych 2019, arXiv:1908.10084).
 *
 * The products are float32 with either precision: for 20 tokens and more of a model this small `MatMulNBits` took two
 * to three times as long. `fast` rounds the table of words, which is more than half of the weights.
 */
export async function buildEncoder(model: EncoderModel, options: EncoderOptions): Promise<Uint8Array> {
  const { sizes } = model;
  const context = new DecoderContext('encoder', options.weights, 'exact');
  const { graph } = context;
  graph.input('ids', 'int64', ['B', 'S']);
  graph.input('lengths', 'int64', ['B']);

  graph.scope('embedding');
  const entering = await encoderEmbedding(context, model, options.precision);
  let hidden = await norm(context, sizes, entering, undefined, model.embeddingNorm);
  // The attention operator wants the lengths as int32 (6).
  const keyLengths = graph.op('Cast', ['lengths'], { to: 6 });
  for (const [index, layer] of model.layers.entries()) {
    options.signal?.throwIfAborted();
    graph.scope(`${index}`);
    const attended = await attention(context, sizes, index, layer, hidden, keyLengths);
    const between = await norm(context, sizes, attended, hidden, layer.attentionNorm);
    const up = graph.microsoft('Gelu', [await linear(context, `${index}.up`, between, [layer.up])]);
    const down = await linear(context, `${index}.down`, up, [layer.down]);
    hidden = await norm(context, sizes, down, between, layer.feedForwardNorm);
    options.onStep?.(index + 1, sizes.layers);
  }

  graph.scope('pooling');
  graph.named('', 'Identity', [pooled(context, hidden)], {}, ['vectors']);
  graph.output('vectors', 'float32', ['B', sizes.hiddenSize]);
  return graph.encode();
}

/** Layer norm of `input + skip`. */
async function norm(
  context: DecoderContext,
  { normEpsilon }: EncoderSizes,
  input: string,
  skip: string | undefined,
  weights: NormWeights,
): Promise<string> {
  const { graph } = context;
  const vectors: string[] = [];
  for (const weight of [weights.scale, weights.shift]) {
    vectors.push(await context.constant(weight.name, weight.shape, [await readFloatRows({ tensor: weight })]));
  }
  const epsilon = { epsilon: { float: normEpsilon } };
  if (skip === undefined) return graph.op('LayerNormalization', [input, ...vectors], { ...epsilon, axis: -1 });
  return graph.microsoft('SkipLayerNormalization', [input, skip, ...vectors], epsilon);
}

/** Every token attends to all tokens of its text: [B, S, hidden] to [B, S, hidden]. */
async function attention(
  context: DecoderContext,
  { hiddenSize, heads }: EncoderSizes,
  index: number,
  layer: EncoderLayer,
  input: string,
  keyLengths: string,
): Promise<string> {
  const { graph } = context;
  const all = await linear(context, `${index}.qkv`, input, [layer.query, layer.key, layer.value]);
  const parts = ['query', 'key', 'value'].map((name) => `${index}/${name}`);
  graph.split(all, [hiddenSize, hiddenSize, hiddenSize], 2, parts);
  const mixed = graph.microsoft('MultiHeadAttention', [...parts, '', keyLengths], { num_heads: heads });
  return linear(context, `${index}.output`, mixed, [layer.output]);
}

/** The mean over the tokens of each text, of length 1: [B, S, hidden] to [B, hidden]. */
function pooled({ graph }: DecoderContext, hidden: string): string {
  const scalar = graph.op('Squeeze', [graph.op('Shape', ['ids'], { start: 1, end: 2 })]);
  const columns = graph.op('Range', [constant(0), scalar, constant(1)]);
  const inside = graph.op('Less', [columns, graph.op('Unsqueeze', ['lengths', graph.integers(1)])]);
  const weights = graph.op('Unsqueeze', [graph.op('Cast', [inside], { to: 1 }), graph.integers(1)]);
  // The mean is the sum here: its length is made 1 anyway.
  const sum = graph.op('Squeeze', [graph.op('MatMul', [weights, hidden]), graph.integers(1)]);
  return graph.op('LpNormalization', [sum], { axis: -1, p: 2 });

  function constant(value: number): string {
    const data = new Uint8Array(BigInt64Array.of(BigInt(value)).buffer);
    return graph.initializer({ name: `integer ${value}`, type: 'int64', shape: [], data });
  }
}
