import { DecoderContext } from '../DecoderContext.ts';
import { linear } from '../linear.ts';
import { readFloatRows } from '../readRows.ts';
import type { WhisperGraphOptions } from './buildWhisperEncoder.ts';
import { feedForward } from './feedForward.ts';
import { layerNorm } from './layerNorm.ts';
import type { AttentionWeights, WhisperModel, WhisperSizes } from './WhisperModel.ts';

/**
 * Writes Whisper's decoder down as an ONNX graph: S new tokens behind C past ones (C may be 0), over A positions of
 * sound. Its weights go to `weights`.
 *
 * Inputs: `inputs_embeds` float32 [1, S, hidden], rows of the table of words; `positions` int64 [S], below
 * textPositions; `mask` float32 [S, T], T = C + S, added to the scores (0 where a token sees, far below 0 where not);
 * `logit_rows` int64 [R], of which new tokens logits are wanted; for each layer i `key.i`, `value.i` float32
 * [1, C, hidden], the past rows, and `cross_keys.i`, `cross_values.i` as the encoder gives them.
 *
 * Outputs: `logits` float32 [1, R, vocabSize]; `new_keys`, `new_values` float32 [layers, S, hidden], the rows to keep;
 * `alignment` float32 [alignment heads, S, A], their attention to the sound, each row with sum 1.
 */
export async function buildWhisperDecoder(model: WhisperModel, options: WhisperGraphOptions): Promise<Uint8Array> {
  const { sizes } = model;
  const { hiddenSize, vocabSize, decoderLayers } = sizes;
  const context = new DecoderContext('decoder', options.weights, options.kind);
  const { graph } = context;
  graph.input('inputs_embeds', 'float32', [1, 'S', hiddenSize]);
  graph.input('positions', 'int64', ['S']);
  graph.input('mask', 'float32', ['S', 'T']);
  graph.input('logit_rows', 'int64', ['R']);

  graph.scope('words');
  const table = await context.constant('positions table', model.textPositions.shape, [
    await readFloatRows({ tensor: model.textPositions }),
  ]);
  let hidden = graph.op('Add', ['inputs_embeds', graph.op('Gather', [table, 'positions'])]);
  const kept: Record<'keys' | 'values' | 'alignment', string[]> = { keys: [], values: [], alignment: [] };
  for (const [index, layer] of model.decoderLayers.entries()) {
    options.signal?.throwIfAborted();
    graph.scope(`${index}`);
    const self = await selfAttention(context, sizes, index, hidden, layer.attention);
    kept.keys.push(self.newKey);
    kept.values.push(self.newValue);
    const cross = await crossAttention(context, sizes, index, self.sum, layer.cross);
    const heads = model.alignmentHeads.flatMap(([at, head]) => (at === index ? [head] : []));
    if (heads.length > 0)
      kept.alignment.push(graph.op('Gather', [cross.weights, graph.integers(...heads)], { axis: 0 }));
    hidden = await feedForward(context, `${index}`, cross.sum, layer.feedForward);
    options.onStep?.(index + 1, decoderLayers);
  }

  graph.scope('logits');
  const rows = graph.op('Gather', [await layerNorm(context, hidden, model.decoderNorm), 'logit_rows'], { axis: 1 });
  const logits = await linear(context, 'head', rows, [{ weight: { tensor: model.head } }], 'logit_rows');
  graph.named('', 'Identity', [logits], {}, ['logits']);
  graph.named('', 'Concat', kept.keys, { axis: 0 }, ['new_keys']);
  graph.named('', 'Concat', kept.values, { axis: 0 }, ['new_values']);
  graph.named('', 'Concat', kept.alignment, { axis: 0 }, ['alignment']);
  graph.output('logits', 'float32', [1, 'R', vocabSize]);
  graph.output('new_keys', 'float32', [decoderLayers, 'S', hiddenSize]);
  graph.output('new_values', 'float32', [decoderLayers, 'S', hiddenSize]);
  graph.output('alignment', 'float32', [model.alignmentHeads.length, 'S', 'A']);
  return graph.encode();
}

/** New tokens over past and new ones: the sum with what came in, [1, S, hidden], and the new rows, the same. */
async function selfAttention(
  context: DecoderContext,
  sizes: WhisperSizes,
  index: number,
  input: string,
  weights: AttentionWeights,
) {
  const { graph } = context;
  const { hiddenSize } = sizes;
  const past = ['key', 'value'].map((name) => graph.input(`${name}.${index}`, 'float32', [1, 'C', hiddenSize]));
  const normed = await layerNorm(context, input, weights.norm);
  const query = { ...weights.query, factor: scaleOf(sizes) };
  const all = await linear(context, `${index}.qkv`, normed, [query, weights.key, weights.value]);
  const [newQuery, newKey, newValue] = ['query', 'key', 'value'].map((name) => `${index}/${name}`) as [
    string,
    string,
    string,
  ];
  graph.split(all, [hiddenSize, hiddenSize, hiddenSize], 2, [newQuery, newKey, newValue]);
  const keys = byHead(context, sizes, graph.op('Concat', [past[0]!, newKey], { axis: 1 }), [1, 2, 0]);
  const values = byHead(context, sizes, graph.op('Concat', [past[1]!, newValue], { axis: 1 }), [1, 0, 2]);
  const scores = graph.op('Add', [graph.op('MatMul', [byHead(context, sizes, newQuery, [1, 0, 2]), keys]), 'mask']);
  const mixed = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), values]);
  return { sum: await output(context, sizes, `${index}.output`, input, mixed, weights), newKey, newValue };
}

/** New tokens over the sound: the sum with what came in, and the weights of every head, [heads, S, A]. */
async function crossAttention(
  context: DecoderContext,
  sizes: WhisperSizes,
  index: number,
  input: string,
  weights: AttentionWeights,
) {
  const { graph } = context;
  const { heads, hiddenSize } = sizes;
  const keys = graph.input(`cross_keys.${index}`, 'float32', [heads, hiddenSize / heads, 'A']);
  const values = graph.input(`cross_values.${index}`, 'float32', [heads, 'A', hiddenSize / heads]);
  const normed = await layerNorm(context, input, weights.norm);
  const query = await linear(context, `${index}.cross.query`, normed, [{ ...weights.query, factor: scaleOf(sizes) }]);
  const scores = graph.op('MatMul', [byHead(context, sizes, query, [1, 0, 2]), keys]);
  const shares = graph.op('Softmax', [scores], { axis: -1 });
  const mixed = graph.op('MatMul', [shares, values]);
  return { sum: await output(context, sizes, `${index}.cross.output`, input, mixed, weights), weights: shares };
}

/** [1, rows, hidden] as three axes in the order `perm` of (row, head, channel). */
function byHead({ graph }: DecoderContext, { heads, hiddenSize }: WhisperSizes, rows: string, perm: number[]): string {
  return graph.op('Transpose', [graph.reshape(rows, -1, heads, hiddenSize / heads)], { perm });
}

/** `mixed` [heads, S, headDim] through the last product of an attention, plus `input`. */
async function output(
  context: DecoderContext,
  { hiddenSize }: WhisperSizes,
  name: string,
  input: string,
  mixed: string,
  weights: AttentionWeights,
): Promise<string> {
  const { graph } = context;
  const rows = graph.reshape(graph.op('Transpose', [mixed], { perm: [1, 0, 2] }), 1, -1, hiddenSize);
  return graph.op('Add', [input, await linear(context, name, rows, [weights.output])]);
}

const scaleOf = ({ hiddenSize, heads }: WhisperSizes): number => (hiddenSize / heads) ** -0.5;
