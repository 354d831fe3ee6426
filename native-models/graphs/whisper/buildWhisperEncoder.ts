import { DecoderContext, type GraphKind } from '../DecoderContext.ts';
import { linear } from '../linear.ts';
import { readFloatRows } from '../readRows.ts';
import type { WeightsFile } from '../WeightsFile.ts';
import { feedForward } from './feedForward.ts';
import { layerNorm } from './layerNorm.ts';
import type { AttentionWeights, ConvolutionWeights, WhisperModel, WhisperSizes } from './WhisperModel.ts';

export interface WhisperGraphOptions {
  readonly kind: GraphKind;
  readonly weights: WeightsFile;
  /** after each layer */
  readonly onStep?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes Whisper's encoder down as an ONNX graph over any amount of sound, up to the table of positions: its positions
 * are cut, not the sound padded to 30 s. Its weights go to `weights`.
 *
 * Input: `mel` float32 [1, melBins, F], F even. Outputs, for each layer i of the decoder: `cross_keys.i` float32
 * [heads, headDim, A] and `cross_values.i` float32 [heads, A, headDim], A = F / 2 positions of 20 ms: all that the
 * decoder wants to know of the sound. The scale of its scores is part of its queries.
 */
export async function buildWhisperEncoder(model: WhisperModel, options: WhisperGraphOptions): Promise<Uint8Array> {
  const { sizes } = model;
  const context = new DecoderContext('encoder', options.weights, options.kind);
  const { graph } = context;
  graph.input('mel', 'float32', [1, sizes.melBins, 'F']);

  graph.scope('sound');
  let sound = 'mel';
  for (const [index, weights] of model.convolutions.entries())
    sound = await convolution(context, sound, weights, index + 1);
  sound = graph.op('Transpose', [sound], { perm: [0, 2, 1] });
  const table = await context.constant('positions', model.audioPositions.shape, [
    await readFloatRows({ tensor: model.audioPositions }),
  ]);
  const length = graph.op('Shape', [sound], { start: 1, end: 2 });
  let hidden = graph.op('Add', [sound, graph.op('Slice', [table, graph.integers(0), length, graph.integers(0)])]);

  for (const [index, layer] of model.encoderLayers.entries()) {
    options.signal?.throwIfAborted();
    graph.scope(`${index}`);
    hidden = await selfAttention(context, sizes, index, hidden, layer.attention);
    hidden = await feedForward(context, `${index}`, hidden, layer.feedForward);
    options.onStep?.(index + 1, sizes.encoderLayers);
  }

  graph.scope('cross');
  await crossRows(context, model, await layerNorm(context, hidden, model.encoderNorm));
  return graph.encode();
}

/** Three frames wide, of every `stride`-th frame: [1, in, F] to [1, hidden, F / stride]. */
async function convolution(
  context: DecoderContext,
  input: string,
  { weight, bias }: ConvolutionWeights,
  stride: number,
): Promise<string> {
  const inputs = [input];
  for (const tensor of [weight, bias])
    inputs.push(await context.constant(tensor.name, tensor.shape, [await readFloatRows({ tensor })]));
  const attributes = { kernel_shape: [3], pads: [1, 1], strides: [stride] };
  return context.graph.microsoft('Gelu', [context.graph.op('Conv', inputs, attributes)]);
}

/** Every position attends to all of them; [1, A, hidden], the sum with what came in. */
async function selfAttention(
  context: DecoderContext,
  { hiddenSize, heads }: WhisperSizes,
  index: number,
  input: string,
  weights: AttentionWeights,
): Promise<string> {
  const { graph } = context;
  const normed = await layerNorm(context, input, weights.norm);
  const all = await linear(context, `${index}.qkv`, normed, [weights.query, weights.key, weights.value], input);
  const parts = ['query', 'key', 'value'].map((name) => `${index}/${name}`);
  graph.split(all, [hiddenSize, hiddenSize, hiddenSize], 2, parts);
  const mixed = graph.microsoft('MultiHeadAttention', parts, { num_heads: heads });
  return graph.op('Add', [input, await linear(context, `${index}.output`, mixed, [weights.output], input)]);
}

/** The outputs: keys and values of every layer of the decoder, in one product. */
async function crossRows(context: DecoderContext, model: WhisperModel, hidden: string): Promise<void> {
  const { graph } = context;
  const { hiddenSize, heads } = model.sizes;
  const headDim = hiddenSize / heads;
  const parts = model.decoderLayers.flatMap(({ cross }) => [cross.key, cross.value]);
  const names = model.decoderLayers.flatMap((_, index) => [`${index}/cross key`, `${index}/cross value`]);
  const all = await linear(context, 'cross', hidden, parts, hidden);
  graph.split(
    all,
    parts.map(() => hiddenSize),
    2,
    names,
  );
  for (const index of model.decoderLayers.keys()) {
    const byHead = (name: string) => graph.reshape(name, -1, heads, headDim);
    graph.named('', 'Transpose', [byHead(names[2 * index]!)], { perm: [1, 2, 0] }, [`cross_keys.${index}`]);
    graph.output(`cross_keys.${index}`, 'float32', [heads, headDim, 'A']);
    graph.named('', 'Transpose', [byHead(names[2 * index + 1]!)], { perm: [1, 0, 2] }, [`cross_values.${index}`]);
    graph.output(`cross_values.${index}`, 'float32', [heads, 'A', headDim]);
  }
}
