import { encodeOnnx } from '../formats/onnx/encodeOnnx.ts';
import type { OnnxAttribute, OnnxBranch, OnnxGraph, OnnxInitializer, OnnxNode, OnnxType, OnnxValue } from '../formats/onnx/OnnxGraph.ts';
import { keepOutputs } from './keepOutputs.ts';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/**
 * Collects a graph as it is written down: each operator takes names and gives the name of its result, so a network
 * reads like the formula it computes.
 */
export class GraphBuilder {
  readonly #name: string;
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  #nodes: OnnxNode[] = [];
  #results = 0;
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

  /** A constant; one of a name that is there already must be the same. */
  initializer(initializer: OnnxInitializer): string {
    this.#initializers.set(initializer.name, initializer);
    return initializer.name;
  }

  /** A small constant list of integers (a shape, axes, sizes). Equal lists are one constant. */
  integers(...values: number[]): string {
    const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.initializer({ name: `integers ${values.join(',')}`, type: 'int64', shape: [values.length], data });
  }

  /** A small constant of float32 values. Equal ones are one constant. */
  floats(shape: readonly number[], values: readonly number[]): string {
    const data = new Uint8Array(Float32Array.from(values).buffer);
    return this.initializer({ name: `floats [${shape.join(',')}] ${values.join(',')}`, type: 'float32', shape, data });
  }

  /** A small constant: one uint8. Equal ones are one constant. */
  byte(value: number): string {
    return this.initializer({ name: `byte ${value}`, type: 'uint8', shape: [], data: Uint8Array.of(value) });
  }

  /** An operator of the ONNX domain; the name of its only result. */
  op(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.#node('', op, inputs, attributes);
  }

  /** An operator of onnxruntime's own domain. */
  microsoft(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.#node('com.microsoft', op, inputs, attributes);
  }

  /** An operator whose results must have certain names, or that has several (`''`: one that is not wanted). */
  named(domain: OnnxNode['domain'], op: string, inputs: readonly string[], attributes: Attributes, outputs: readonly string[]): void {
    this.#nodes.push({ op, domain, inputs, outputs, attributes });
  }

  /** `Split` along an axis; the sizes of the parts are a list, or the name of one. */
  split(input: string, sizes: readonly number[] | string, axis: number, outputs: readonly string[]): void {
    this.named('', 'Split', [input, typeof sizes === 'string' ? sizes : this.integers(...sizes)], { axis }, outputs);
  }

  /**
   * A size of 0 is that of the input there, -1 what is left. The first keeps a size's name, by which onnxruntime knows
   * that one result may lie where another was: with -1 a graph takes longer to load, and more memory to run.
   */
  reshape(input: string, ...shape: number[]): string {
    return this.op('Reshape', [input, this.integers(...shape)]);
  }

  /**
   * `If`: only the branch that the boolean `condition` chooses is computed. Both may read what was written before, and
   * give as many results as there are `outputs`, in that order.
   */
  choose(condition: string, outputs: readonly string[], whenTrue: () => string[], whenFalse: () => string[]): void {
    const branches = { then_branch: this.#branch(whenTrue), else_branch: this.#branch(whenFalse) };
    this.named('', 'If', [condition], branches, outputs);
  }

  /**
   * The ONNX file.
   *
   * @param outputs what is wanted of it; what serves other outputs alone is left out
   * @throws AppError as `encodeOnnx`
   */
  encode(outputs: readonly string[] = this.#outputs.map(({ name }) => name)): Uint8Array {
    const graph: OnnxGraph = {
      name: this.#name,
      inputs: this.#inputs,
      outputs: this.#outputs,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
    };
    return encodeOnnx(keepOutputs(graph, outputs));
  }

  #branch(write: () => string[]): OnnxBranch {
    const outer = this.#nodes;
    this.#nodes = [];
    const outputs = write();
    const nodes = this.#nodes;
    this.#nodes = outer;
    return { nodes, outputs };
  }

  #node(domain: OnnxNode['domain'], op: string, inputs: readonly string[], attributes: Attributes): string {
    const output = `${this.#scope}/${op} ${this.#results++}`;
    this.named(domain, op, inputs, attributes, [output]);
    return output;
  }
}
