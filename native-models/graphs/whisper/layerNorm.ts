import type { DecoderContext } from '../DecoderContext.ts';
import type { NormWeights } from '../EncoderModel.ts';
import { readFloatRows } from '../readRows.ts';

/** Every Whisper model has this one, and says it nowhere. */
const EPSILON = 1e-5;

/** Layer normalisation over the last axis of `input`. */
export async function layerNorm(
  context: DecoderContext,
  input: string,
  { scale, shift }: NormWeights,
): Promise<string> {
  const vectors: string[] = [];
  for (const tensor of [scale, shift]) {
    vectors.push(await context.constant(tensor.name, tensor.shape, [await readFloatRows({ tensor })]));
  }
  return context.graph.op('LayerNormalization', [input, ...vectors], { axis: -1, epsilon: { float: EPSILON } });
}
