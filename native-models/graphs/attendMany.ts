import type { AttentionInputs } from './attention.ts';
import type { DecoderSizes } from './DecoderModel.ts';
import type { GraphBuilder } from './GraphBuilder.ts';

/**
 * Attention of S new tokens in float32: [1, S, heads * headDim]. The past rows, brought to float32, and the new ones
 * are joined; `mask` [S, C + S] says which a token sees.
 */
export function attendMany(graph: GraphBuilder, { heads, kvHeads, headDim }: DecoderSizes, inputs: AttentionInputs): string {
  const { newKey, newValue, scales } = inputs;
  /** [1, S, count * headDim] to [1, count, S, headDim], and back */
  const byHead = (name: string, count: number) => graph.op('Transpose', [graph.reshape(name, 1, -1, count, headDim)], { perm: [0, 2, 1, 3] });
  const byToken = (name: string) => graph.reshape(graph.op('Transpose', [name], { perm: [0, 2, 1, 3] }), 1, -1, heads * headDim);
  const floats = (rows: string, scale: string | undefined) => (scale ? graph.op('DequantizeLinear', [rows, scale], { axis: 2 }) : rows);

  const pastKeys = floats(graph.op('Transpose', [inputs.key], { perm: [1, 0, 3, 2] }), scales?.key);
  const pastValues = floats(graph.reshape(inputs.value, 1, kvHeads, -1, headDim), scales?.value);
  const keys = graph.op('Concat', [pastKeys, byHead(newKey, kvHeads)], { axis: 2 });
  const values = graph.op('Concat', [pastValues, byHead(newValue, kvHeads)], { axis: 2 });
  // The scale of the scores is part of the query's weights.
  return byToken(graph.op('Attention', [byHead(inputs.query, heads), keys, values, 'mask'], { scale: { float: 1 } }));
}
