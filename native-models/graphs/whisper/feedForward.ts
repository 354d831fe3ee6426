import type { DecoderContext } from '../DecoderContext.ts';
import { linear } from '../linear.ts';
import { layerNorm } from './layerNorm.ts';
import type { FeedForwardWeights } from './WhisperModel.ts';

/** `input` [1, S, hidden] plus what the two products behind its norm make of it. */
export async function feedForward(
  context: DecoderContext,
  name: string,
  input: string,
  weights: FeedForwardWeights,
): Promise<string> {
  const { graph } = context;
  const normed = await layerNorm(context, input, weights.norm);
  const up = graph.microsoft('Gelu', [await linear(context, `${name}.up`, normed, [weights.up], input)]);
  return graph.op('Add', [input, await linear(context, `${name}.down`, up, [weights.down], input)]);
}
