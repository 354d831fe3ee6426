import { describe, expect, it } from 'vitest';
import { decodeProtobuf, type WireField } from './decodeProtobuf.test-helper.ts';
import { encodeOnnx } from './encodeOnnx.ts';
import type { OnnxGraph, OnnxInitializer, OnnxNode } from './OnnxGraph.ts';
import { smallGraph } from './smallGraph.test-helper.ts';

const empty: OnnxGraph = { name: 'g', inputs: [], outputs: [], nodes: [], initializers: [] };

// Field numbers are those of onnx.proto.
const all = (fields: readonly WireField[], field: number) => fields.filter((found) => found.field === field);
const bytesOf = (found: WireField | undefined): Uint8Array => {
  if (found?.wire !== 2) throw new Error('the field has no bytes');
  return found.value;
};
const parts = (fields: readonly WireField[], field: number) => all(fields, field).map((found) => decodeProtobuf(bytesOf(found)));
const texts = (fields: readonly WireField[], field: number) => all(fields, field).map((found) => Buffer.from(bytesOf(found)).toString());
const numbers = (fields: readonly WireField[], field: number) => all(fields, field).map(({ value }) => Number(value));
const graphOf = (graph: OnnxGraph) => parts(decodeProtobuf(encodeOnnx(graph)), 7)[0]!;

it('writes an empty graph byte for byte', () => {
  const expected = [
    [0x08, 10], // ir_version = 10
    [0x12, 9, ...Buffer.from('headwater')], // producer_name
    [0x3a, 3, 0x12, 1, 0x67], // graph { name = "g" }
    [0x42, 4, 0x0a, 0, 0x10, 23], // opset_import { domain = "", version = 23 }
    [0x42, 17, 0x0a, 13, ...Buffer.from('com.microsoft'), 0x10, 1],
  ].flat();
  expect([...encodeOnnx(empty)]).toEqual(expected);
});

it('writes a node with one input byte for byte', () => {
  const graph: OnnxGraph = {
    ...empty,
    inputs: [{ name: 'x', type: 'float32', shape: ['N', 300] }],
    outputs: [{ name: 'y', type: 'int64', shape: [] }],
    nodes: [{ op: 'Op', domain: '', inputs: ['x'], outputs: ['y'], attributes: { k: -1 } }],
  };
  const body = [
    [0x0a, 37], // node
    [0x0a, 1, 0x78], // input
    [0x12, 1, 0x79], // output
    [0x1a, 4, ...Buffer.from('Op y')], // name
    [0x22, 2, ...Buffer.from('Op')], // op_type
    [0x2a, 17, 0x0a, 1, 0x6b, 0x18, ...Array.from({ length: 9 }, () => 0xff), 1, 0xa0, 1, 2], // attribute k = -1, INT
    [0x3a, 0], // domain
    [0x12, 1, 0x67], // graph name
    [0x5a, 21, 0x0a, 1, 0x78, 0x12, 16, 0x0a, 14, 0x08, 1, 0x12, 10], // input x: tensor of float32
    [0x0a, 3, 0x12, 1, 0x4e, 0x0a, 3, 0x08, 0xac, 2], // its dimensions: "N", 300
    [0x62, 11, 0x0a, 1, 0x79, 0x12, 6, 0x0a, 4, 0x08, 7, 0x12, 0], // output y: int64 scalar
  ].flat();
  expect([...bytesOf(all(decodeProtobuf(encodeOnnx(graph)), 7)[0])]).toEqual(body);
});

describe('of a graph with one of everything', () => {
  const graph = graphOf(smallGraph);
  const nodes = parts(graph, 1);

  it('keeps the order of nodes, and empty names of what is left out', () => {
    expect(nodes.map((node) => texts(node, 4)[0])).toEqual(['Add', 'Split', 'Concat', 'Transpose', 'FusedMatMul', 'Clip', 'If', 'Shape']);
    expect(texts(nodes[5]!, 1)).toEqual(['product', '', '']);
    expect(nodes.map((node) => texts(node, 7)[0])).toEqual(['', '', '', '', 'com.microsoft', '', '', '']);
  });

  it('says the kind of each attribute', () => {
    const attribute = (node: number, name: string) => parts(nodes[node]!, 5).find((found) => texts(found, 1)[0] === name)!;
    expect([numbers(attribute(1, 'axis'), 3), numbers(attribute(1, 'axis'), 20)]).toEqual([[-1], [2]]);
    expect([numbers(attribute(3, 'perm'), 8), numbers(attribute(3, 'perm'), 20)]).toEqual([[1, 0], [7]]);
    expect([numbers(attribute(4, 'alpha'), 2), numbers(attribute(4, 'alpha'), 20)]).toEqual([[2], [1]]);
    const branch = attribute(6, 'else_branch');
    expect(numbers(branch, 20)).toEqual([5]);
    expect(parts(parts(branch, 6)[0]!, 1).map((node) => texts(node, 4))).toEqual([['Neg']]);
    expect(texts(parts(parts(branch, 6)[0]!, 12)[0]!, 1)).toEqual(['b']);
  });

  it('says where external data lies', () => {
    const [far, inner] = parts(graph, 5);
    expect(texts(far!, 8)).toEqual(['far']);
    expect([numbers(far!, 1), numbers(far!, 2), numbers(far!, 14), all(far!, 9)]).toEqual([[4], [1], [1], []]);
    const entries = parts(far!, 13).map((entry) => [texts(entry, 1)[0], texts(entry, 2)[0]]);
    expect(entries).toEqual([['location', 'weights.bin'], ['offset', '16'], ['length', '16']]);
    expect([numbers(inner!, 1), all(inner!, 13), all(inner!, 14)]).toEqual([[4, 2], [], []]);
    expect(new Float32Array(Uint8Array.from(bytesOf(all(inner!, 9)[0])).buffer)).toEqual(Float32Array.of(1, 0, 0, 1, -1, 0, 0, -1));
  });

  it('writes names as UTF-8', () => {
    expect(texts(parts(graph, 12)[0]!, 1)).toEqual(['größe']);
  });
});

it('writes an external offset beyond 4 GiB in full', () => {
  const data = { file: 'w.bin', offset: 2 ** 40, byteLength: 4 };
  const graph = graphOf({ ...empty, initializers: [{ name: 'w', type: 'float32', shape: [1], data }] });
  expect(parts(parts(graph, 5)[0]!, 13).map((entry) => texts(entry, 2)[0])).toEqual(['w.bin', '1099511627776', '4']);
});

const node = (change: Partial<OnnxNode>): OnnxNode => ({ op: 'Neg', domain: '', inputs: ['x'], outputs: ['y'], attributes: {}, ...change });
const constant = (change: Partial<OnnxInitializer>): OnnxInitializer => ({ name: 'c', type: 'float32', shape: [2], data: new Uint8Array(8), ...change });

describe('refuses a graph that is built wrongly', () => {
  const base: OnnxGraph = { ...empty, inputs: [{ name: 'x', type: 'float32', shape: [2] }], outputs: [{ name: 'y', type: 'float32', shape: [2] }] };
  const place = { file: 'w.bin', offset: 0, byteLength: 8 };
  const branch = (output: string, inputs: string[]) => ({ outputs: [output], nodes: [node({ inputs, outputs: ['in branch'] })] });
  it.each<[string, Partial<OnnxGraph>, RegExp]>([
    ['an output nothing makes', { nodes: [] }, /nothing makes the output "y"/],
    ['a name nothing makes', { nodes: [node({ inputs: ['z'] })] }, /Neg reads "z", which nothing before it makes/],
    ['a name made later', { nodes: [node({ inputs: ['z'] }), node({ outputs: ['z'] })] }, /reads "z"/],
    ['a result given twice', { nodes: [node({}), node({})] }, /"y" is given twice/],
    ['a result named as an input', { nodes: [node({ outputs: ['x'] })] }, /"x" is given twice/],
    ['a constant named as an input', { nodes: [node({})], initializers: [constant({ name: 'x' })] }, /"x" is given twice/],
    ['a constant without a name', { nodes: [node({})], initializers: [constant({ name: '' })] }, /is empty/],
    ['a node that makes nothing', { nodes: [node({}), node({ outputs: [''] })] }, /makes nothing/],
    ['too few bytes', { nodes: [node({})], initializers: [constant({ data: new Uint8Array(7) })] }, /7 bytes.* asks for 8/],
    ['too many external bytes', { nodes: [node({})], initializers: [constant({ data: { ...place, byteLength: 9 } })] }, /9 bytes.* asks for 8/],
    ['a file of another folder', { nodes: [node({})], initializers: [constant({ data: { ...place, file: '../w.bin' } })] }, /outside the folder/],
    ['an absolute file', { nodes: [node({})], initializers: [constant({ data: { ...place, file: '/w.bin' } })] }, /outside the folder/],
    ['no file', { nodes: [node({})], initializers: [constant({ data: { ...place, file: '' } })] }, /outside the folder/],
    ['a negative place', { nodes: [node({})], initializers: [constant({ data: { ...place, offset: -1 } })] }, /outside the folder/],
    ['a branch that reads nothing known', { nodes: [node({ attributes: { b: branch('in branch', ['z']) } })] }, /reads "z"/],
    ['a branch without its output', { nodes: [node({ attributes: { b: branch('other', ['x']) } })] }, /the output "other"/],
    ['a branch read from outside', { nodes: [node({ attributes: { b: branch('in branch', ['x']) } }), node({ inputs: ['in branch'], outputs: ['o'] })] }, /"in branch"/],
  ])('%s', (_, change, reason) => {
    expect(() => encodeOnnx({ ...base, ...change })).toThrow(reason);
    expect(() => encodeOnnx({ ...base, ...change })).toThrow(expect.objectContaining({ name: 'AppError', code: 'internal' }) as Error);
  });
});
