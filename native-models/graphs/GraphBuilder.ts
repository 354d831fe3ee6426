import { encodeOnnx } from '../formats/onnx/encodeOnnx.ts';
import type { OnnxAttribute, OnnxInitializer, OnnxNode, OnnxType, OnnxValue } from '../formats/onnx/OnnxGraph.ts';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/**
 * Collects a graph as it is written down: each operator takes names and gives the name of its result, so a network
 * reads like the formula it computes.
 */
export class GraphBuilder {
  readonly #name: string;
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  #scope = '';

  constructor(name: string) {
    this.#name = name;
  }

  /** Names of results that follow begin with `name`, which is what a profile shows. */
  scope(name: string): void {
    this.#scope = name;
  }

  input(name: string, type: OnnxType, shape: readonly (number | string)[]): string {
    this.#inputs.push({ name, type, shape });
    return name;
  }

  output(name: string, type: OnnxType, shape: readonly (number | string)[]): void {
    this.#outputs.push({ name, type, shape });
  }

  initializer(initializer: OnnxInitializer): string {
    this.#initializers.set(initializer.name, initializer);
    return initializer.name;
  }

  /** A small constant list of integers (a shape, axes, sizes). Equal lists are one constant. */
  integers(...values: number[]): string {
    const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.initializer({ name: `integers ${values.join(',')}`, type: 'int64', shape: [values.length], data });
  }

  /** An operator of the ONNX domain. `outputs` names its results where they must have certain names. */
  op(op: string, inputs: readonly string[], attributes: Attributes = {}, outputs?: readonly string[]): string {
    return this.#node('', op, inputs, attributes, outputs);
  }

  /** An operator of onnxruntime's own domain. */
  microsoft(op: string, inputs: readonly string[], attributes: Attributes = {}, outputs?: readonly string[]): string {
    return this.#node('com.microsoft', op, inputs, attributes, outputs);
  }

  /** The ONNX file. Errors: those of `encodeOnnx`. */
  encode(): Uint8Array {
    return encodeOnnx({
      name: this.#name,
      inputs: this.#inputs,
      outputs: this.#outputs,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
    });
  }

  #node(domain: OnnxNode['domain'], op: string, inputs: readonly string[], attributes: Attributes, named?: readonly string[]): string {
    const outputs = named ?? [`${this.#scope}/${op} ${this.#nodes.length}`];
    this.#nodes.push({ op, domain, inputs, outputs, attributes });
    return outputs[0]!;
  }
}
