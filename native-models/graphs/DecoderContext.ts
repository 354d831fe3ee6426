import type { OnnxType } from '../formats/onnx/OnnxGraph.ts';
import { BLOCK } from './blockFormats.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import type { WeightsFile } from './WeightsFile.ts';

/** `fast`: what is shipped, int8 activations. `exact`: dequantised float32 weights, for comparison with a reference. */
export type Precision = 'fast' | 'exact';

/** What the parts of a decoder share while they are written down. */
export class DecoderContext {
  readonly graph: GraphBuilder;
  readonly precision: Precision;
  readonly #weights: WeightsFile;
  readonly #blockSums = new Map<string, string>();

  constructor(name: string, weights: WeightsFile, precision: Precision) {
    this.graph = new GraphBuilder(name);
    this.#weights = weights;
    this.precision = precision;
  }

  /** A constant of the model, kept in the file of weights. */
  async constant(
    name: string,
    shape: readonly number[],
    pieces: Iterable<ArrayBufferView> | AsyncIterable<ArrayBufferView>,
    type: OnnxType = 'float32',
  ): Promise<string> {
    return this.graph.initializer({ name, type, shape, data: await this.#weights.append(pieces) });
  }

  /** [S, blocks]: sums of `input` [S, blocks * 32] over each block, computed once however many products want them. */
  blockSums(input: string, blocks: number): string {
    const known = this.#blockSums.get(input);
    if (known !== undefined) return known;
    const grouped = this.graph.op('Reshape', [input, this.graph.integers(-1, blocks, BLOCK)]);
    const sums = this.graph.op('ReduceSum', [grouped, this.graph.integers(2)], { keepdims: 0 });
    this.#blockSums.set(input, sums);
    return sums;
  }
}
