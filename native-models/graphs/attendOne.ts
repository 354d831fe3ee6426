import type { ByteInputs } from './attention.ts';
import type { DecoderSizes } from './DecoderModel.ts';
import type { GraphBuilder } from './GraphBuilder.ts';

/** What the two bytes of a probability are worth: `value_weight` brings it to 0..65535. */
const HIGH = 256;

/**
 * Attention of one new token over int8 rows: `mixed` [1, 1, heads * headDim], and `mass` [C + 1] as `attendMany`. The cache is what is read most, so a quarter of
 * the bytes is most of the time; the new token itself stays float32.
 *
 * Scores: the query is brought to bytes; `visible` (0, or far below any score) is added to the product.
 * Values: probabilities need 16 bits, for the many small ones hold half of the weight where a sink takes the other
 * half. They are split into a high and a low byte, both are multiplied with the values as rows of one product, and the
 * two results are joined.
 */
export function attendOne(graph: GraphBuilder, { heads, kvHeads, headDim }: DecoderSizes, inputs: ByteInputs): { mixed: string; mass: string } {
  const { newKey, newValue, value } = inputs;
  const group = heads / kvHeads;
  const query = graph.reshape(inputs.query, kvHeads, 1, group, headDim);

  // The product could add `visible` as its bias, but onnxruntime 1.30 adds it to the first of several matrices only.
  const past = graph.op('Add', [graph.microsoft('DynamicQuantizeMatMul', [query, inputs.keyColumns, inputs.keyScale]), 'visible']);
  const own = graph.microsoft('FusedMatMul', [query, graph.reshape(newKey, kvHeads, 1, 1, headDim)], { transB: 1 });
  const weights = graph.op('Softmax', [graph.op('Concat', [past, own], { axis: 3 })], { axis: -1 });
  const [pastWeights, ownWeight] = [`${weights} past`, `${weights} own`];
  graph.split(weights, 'widths', 3, [pastWeights, ownWeight]);

  const scaled = graph.op('Mul', [pastWeights, inputs.valueWeight]);
  // To int32 cuts the fraction off, to uint8 keeps the lowest byte: of the high part all there is.
  const bytes = graph.op('Cast', [graph.op('Cast', [scaled], { to: 6 })], { to: 2 });
  const rows = graph.reshape(bytes, kvHeads, 1, 2 * group, -1);
  const halves = graph.microsoft('MatMulIntegerToFloat', [rows, value, graph.floats([], [1]), inputs.valueUnit]);
  const join = Array.from({ length: group * 2 * group }, (_, at) => {
    const [row, column] = [Math.floor(at / (2 * group)), at % (2 * group)];
    return column === row ? HIGH : column === row + group ? 1 : 0;
  });
  const mixed = graph.op('MatMul', [graph.floats([group, 2 * group], join), halves]);
  const withOwn = graph.op('Add', [mixed, graph.op('Mul', [ownWeight, graph.reshape(newValue, kvHeads, 1, 1, headDim)])]);
  return {
    mixed: graph.reshape(withOwn, 1, 1, heads * headDim),
    mass: graph.op('ReduceSum', [weights, graph.integers(0, 1, 2)], { keepdims: 0 }),
  };
}
