import type { AttentionInputs, ByteInputs } from './attention.ts';
import type { DecoderSizes } from './DecoderModel.ts';
import type { GraphBuilder } from './GraphBuilder.ts';

/** What `Attention` gives as its fourth result. */
const AFTER_SOFTMAX = 3;

/**
 * Attention of S new tokens in float32: `mixed` [1, S, heads * headDim]; `mass` [C + S], the attention that each of the
 * rows got, summed over heads and new tokens. The past rows, brought to float32 where `scales` says
 * that they are int8, and the new ones are joined; `mask` [S, C + S] says which a token sees.
 */
export function attendMany(
  graph: GraphBuilder,
  { heads, kvHeads, headDim }: DecoderSizes,
  inputs: AttentionInputs,
  scales?: Pick<ByteInputs, 'keyScale' | 'valueScale'>,
): { mixed: string; mass: string } {
  /** [1, S, count * headDim] to [1, count, S, headDim] */
  const byHead = (name: string, count: number) =>
    graph.op('Transpose', [graph.reshape(name, 1, 0, count, headDim)], { perm: [0, 2, 1, 3] });
  const joined = (past: string, scale: string | undefined, own: string) => {
    const rows = graph.reshape(past, 1, kvHeads, -1, headDim);
    const floats = scale === undefined ? rows : graph.op('DequantizeLinear', [rows, scale], { axis: 2 });
    return graph.op('Concat', [floats, byHead(own, kvHeads)], { axis: 2 });
  };
  const keys = joined(inputs.key, scales?.keyScale, inputs.newKey);
  const values = joined(inputs.value, scales?.valueScale, inputs.newValue);
  // The scale of the scores is part of the query's weights.
  const [byHeads, weights] = [`${keys} mixed`, `${keys} weights`];
  const attributes = { scale: { float: 1 }, qk_matmul_output_mode: AFTER_SOFTMAX };
  graph.named('', 'Attention', [byHead(inputs.query, heads), keys, values, 'mask'], attributes, [byHeads, '', '', weights]);
  // onnxruntime 1.30 infers that the weights are empty; the mask knows how many rows there are.
  const shape = graph.op('Concat', [graph.integers(-1), graph.op('Shape', ['mask'], { start: 1 })], { axis: 0 });
  const rows = graph.op('Reshape', [weights, shape]);
  return {
    mixed: graph.reshape(graph.op('Transpose', [byHeads], { perm: [0, 2, 1, 3] }), 1, 0, heads * headDim),
    mass: graph.op('ReduceSum', [rows, graph.integers(0)], { keepdims: 0 }),
  };
}
