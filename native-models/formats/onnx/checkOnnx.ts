import path from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import type { OnnxGraph, OnnxInitializer, OnnxNode, OnnxType } from './OnnxGraph.ts';

const elementBytes: Record<OnnxType, number> = { float32: 4, uint8: 1, int8: 1, int32: 4, int64: 8, bool: 1 };

/**
 * Refuses a graph that the native runtime could not be trusted with: a name given twice, used before it is made or
 * never made; a constant whose bytes do not fit its shape, or that lies outside the model's folder.
 * Errors: `internal`, for such a graph is a fault of the builder.
 */
export function checkOnnx(graph: OnnxGraph): void {
  const known = new Set<string>();
  for (const input of graph.inputs) declare(input.name, known);
  for (const initializer of graph.initializers) {
    declare(initializer.name, known);
    checkInitializer(initializer);
  }
  checkNodes(graph.nodes, graph.outputs.map(({ name }) => name), known);
}

function declare(name: string, known: Set<string>): void {
  if (name === '' || known.has(name)) fault(`the name "${name}" is ${name === '' ? 'empty' : 'given twice'}`);
  known.add(name);
}

function checkNodes(nodes: readonly OnnxNode[], outputs: readonly string[], known: Set<string>): void {
  for (const node of nodes) {
    const missing = node.inputs.find((name) => name !== '' && !known.has(name));
    if (missing !== undefined) fault(`${node.op} reads "${missing}", which nothing before it makes`);
    for (const attribute of Object.values(node.attributes)) {
      if (typeof attribute === 'object' && 'nodes' in attribute) checkNodes(attribute.nodes, attribute.outputs, new Set(known));
    }
    const made = node.outputs.filter((name) => name !== '');
    if (made.length === 0) fault(`${node.op} makes nothing`);
    for (const name of made) declare(name, known);
  }
  const unmade = outputs.find((name) => !known.has(name));
  if (unmade !== undefined) fault(`nothing makes the output "${unmade}"`);
}

function checkInitializer({ name, type, shape, data }: OnnxInitializer): void {
  const expected = shape.reduce((product, size) => product * size, elementBytes[type]);
  const actual = data instanceof Uint8Array ? data.length : data.byteLength;
  if (!Number.isSafeInteger(expected) || expected !== actual) {
    fault(`the constant "${name}" has ${actual} bytes, and its shape [${shape.join(', ')}] asks for ${expected}`);
  }
  if (!(data instanceof Uint8Array) && (data.file !== path.basename(data.file) || data.file === '' || data.offset < 0)) {
    fault(`the constant "${name}" lies outside the folder of the model`);
  }
}

function fault(reason: string): never {
  throw new AppError('internal', `A graph was built wrongly: ${reason}; this is a fault of the program.`);
}
