import type { AttentionInputs, ByteInputs } from './attention.ts';
import type { DecoderSizes } from './DecoderModel.ts';
import type { GraphBuilder } from './GraphBuilder.ts';

/**
 * Attention of S new tokens in float32: [1, S, heads * headDim]. The past rows, brought to float32 where `scales` says
 * that they are int8, and the new ones are joined; `mask` [S, C + S] says which a token sees.
 */
export function attendMany(
  graph: GraphBuilder,
  { heads, kvHeads, headDim }: DecoderSizes,
  inputs: AttentionInputs,
  scales?: Pick<ByteInputs, 'keyScale' | 'valueScale'>,
): string {
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
  const mixed = graph.op('Attention', [byHead(inputs.query, heads), keys, values, 'mask'], { scale: { float: 1 } });
  return graph.reshape(graph.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }), 1, 0, heads * headDim);
}
