import type { OnnxType } from '../formats/onnx/OnnxGraph.ts';
import { GraphBuilder } from './GraphBuilder.ts';
import type { WeightsFile } from './WeightsFile.ts';

/**
 * `fast`: what is shipped, int8 activations and an int8 cache. `exact`: dequantised float32 weights and a float32
 * cache, for comparison with a reference.
 */
export type Precision = 'fast' | 'exact';

/**
 * What a graph is written for: a precision, or `bulk`, the companion of `fast` that reads many new tokens at once. It
 * works on the same cache, and has weights of its own.
 */
export type GraphKind = Precision | 'bulk';

/** What the parts of a decoder share while they are written down. */
export class DecoderContext {
  readonly graph: GraphBuilder;
  readonly kind: GraphKind;
  readonly #weights: WeightsFile;
  readonly #zeros = new Map<string, string>();

  constructor(name: string, weights: WeightsFile, kind: GraphKind) {
    this.graph = new GraphBuilder(name);
    this.#weights = weights;
    this.kind = kind;
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

  /** [1, R, width] of zeros, R being the rows of `like` [1, R, ...]; made once for all who want the same. */
  zeros(like: string, width: number): string {
    const name = `${like} ${width}`;
    const known = this.#zeros.get(name);
    if (known !== undefined) return known;
    const { graph } = this;
    const rows = graph.op('Shape', [like], { start: 1, end: 2 });
    const shape = graph.op('Concat', [graph.integers(1), rows, graph.integers(width)], { axis: 0 });
    const zeros = graph.op('Expand', [graph.floats([1, 1, 1], [0]), shape]);
    this.#zeros.set(name, zeros);
    return zeros;
  }
}
