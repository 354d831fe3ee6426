import { attendMany } from './attendMany.ts';
import { attendOne } from './attendOne.ts';
import type { DecoderContext } from './DecoderContext.ts';
import type { DecoderSizes, LayerWeights } from './DecoderModel.ts';
import type { GraphBuilder } from './GraphBuilder.ts';
import { linear } from './linear.ts';

/** Names of what one layer's attention works on. */
export interface AttentionInputs {
  /** [1, S, heads * headDim], rotated and scaled; likewise the keys */
  readonly query: string;
  /** [1, S, kvHeads * headDim] */
  readonly newKey: string;
  readonly newValue: string;
  /** [kvHeads, 1, C, headDim] */
  readonly key: string;
  readonly value: string;
}

/** What an int8 cache has besides. */
export interface ByteInputs extends AttentionInputs {
  /** the keys once more, [kvHeads, 1, headDim, C] */
  readonly keyColumns: string;
  /** [C]: what a level of each slot stands for */
  readonly keyScale: string;
  readonly valueScale: string;
  /** [1, 2, 1, C] and [1]: see `attendOne` */
  readonly valueWeight: string;
  readonly valueUnit: string;
}

/** What one layer's attention gives. */
interface Attended {
  /** [1, S, hidden] */
  readonly mixed: string;
  readonly newKey: string;
  readonly newValue: string;
  /** [C + S] and [1, kvHeads * headDim]: `attention_mass` and `query_mean` of `buildDecoder`, of this layer */
  readonly mass: string;
  readonly queryMean: string;
}

/**
 * Grouped-query attention of [1, S, hidden] over the cache, and the new rows. One new token, the case
 * that must be fast, is computed on int8 rows directly; of several, the rows are brought to float32 first, which costs
 * them little.
 */
export async function attention(
  context: DecoderContext,
  sizes: DecoderSizes,
  index: number,
  layer: LayerWeights,
  input: string,
): Promise<Attended> {
  const { graph, kind } = context;
  const { heads, kvHeads, headDim } = sizes;
  const type = kind === 'exact' ? 'float32' : 'int8';
  const key = graph.input(`key.${index}`, type, [kvHeads, 1, 'C', headDim]);
  const value = graph.input(`value.${index}`, type, [kvHeads, 1, 'C', headDim]);
  const [query, newKey, newValue] = [`${index}/query`, `${index}/new key`, `${index}/new value`];

  // The scale of the scores is part of the query's weights.
  const projections = [{ ...layer.query, factor: headDim ** -0.5 }, layer.key, layer.value];
  const joined = await linear(context, `${index}.query-key-value`, input, projections);
  const unrotated = `${index}/unrotated`;
  graph.split(joined, [(heads + kvHeads) * headDim, kvHeads * headDim], 2, [unrotated, newValue]);
  const rotated = graph.op('RotaryEmbedding', [unrotated, 'rope_cos', 'rope_sin'], { num_heads: heads + kvHeads });
  graph.split(rotated, [heads * headDim, kvHeads * headDim], 2, [query, newKey]);

  const inputs = { query, newKey, newValue, key, value };
  const attended =
    kind === 'fast'
      ? attendBytes(graph, sizes, inputs, index)
      : attendMany(graph, sizes, inputs, kind === 'bulk' ? cacheScales(index) : undefined);
  const mixed = await linear(context, `${index}.attention-output`, attended.mixed, [layer.output]);
  return { mixed, newKey, newValue, mass: attended.mass, queryMean: meanQuery(graph, sizes, unrotated) };
}

const cacheScales = (layer: number) => ({ keyScale: `key_scale.${layer}`, valueScale: `value_scale.${layer}` });

/** The mean of the new tokens' queries, over the heads of each group, too: [1, kvHeads * headDim], before rope. */
function meanQuery(graph: GraphBuilder, { heads, kvHeads, headDim }: DecoderSizes, queriesAndKeys: string): string {
  const mean = graph.op('ReduceMean', [queriesAndKeys, graph.integers(1)], { keepdims: 1 });
  const queries = graph.op('Slice', [mean, graph.integers(0), graph.integers(heads * headDim), graph.integers(2)]);
  const ofGroups = graph.op('ReduceMean', [graph.reshape(queries, kvHeads, -1, headDim), graph.integers(1)], { keepdims: 0 });
  const unscaled = graph.op('Mul', [ofGroups, graph.floats([1], [Math.sqrt(headDim)])]);
  return graph.reshape(unscaled, 1, kvHeads * headDim);
}

function attendBytes(
  graph: GraphBuilder,
  sizes: DecoderSizes,
  inputs: AttentionInputs,
  index: number,
): Pick<Attended, 'mixed' | 'mass'> {
  const bytes = {
    ...inputs,
    keyColumns: graph.input(`key_columns.${index}`, 'int8', [sizes.kvHeads, 1, sizes.headDim, 'C']),
    ...cacheScales(index),
    valueWeight: `value_weight.${index}`,
    valueUnit: `value_unit.${index}`,
  };
  const [mixed, mass] = [`${index}/attended`, `${index}/attention mass`];
  const results = (attended: Pick<Attended, 'mixed' | 'mass'>) => [attended.mixed, attended.mass];
  graph.choose(
    'single',
    [mixed, mass],
    () => results(attendOne(graph, sizes, bytes)),
    () => results(attendMany(graph, sizes, inputs, bytes)),
  );
  return { mixed, mass };
}

/** The inputs that the layers' attention shares. An int8 cache brings the scales of all layers at once. */
export function attentionInputs({ graph, kind }: DecoderContext, { layers, headDim }: DecoderSizes): void {
  graph.input('rope_cos', 'float32', [1, 'S', headDim / 2]);
  graph.input('rope_sin', 'float32', [1, 'S', headDim / 2]);
  graph.input('mask', 'float32', ['S', 'T']);
  if (kind === 'exact') return;
  const perLayer = (name: string, shape: (number | string)[]) => {
    graph.input(name, 'float32', shape);
    const outputs = Array.from({ length: layers }, (_, layer) => `${name}.${layer}`);
    graph.named('', 'Split', [name], { axis: 0, num_outputs: layers }, outputs);
  };
  perLayer('key_scale', ['LC']);
  perLayer('value_scale', ['LC']);
  if (kind === 'bulk') return;
  graph.input('single', 'bool', [1]);
  graph.input('visible', 'float32', ['C']);
  graph.input('widths', 'int64', [2]);
  perLayer('value_weight', [layers, 2, 1, 'C']);
  perLayer('value_unit', [layers]);
}
