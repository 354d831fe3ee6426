import { checkOnnx } from './checkOnnx.ts';
import type { OnnxAttribute, OnnxBranch, OnnxGraph, OnnxInitializer, OnnxNode, OnnxType, OnnxValue } from './OnnxGraph.ts';
import { protobuf } from './protobuf.ts';

/** RotaryEmbedding came to the ONNX domain with version 23. */
const OPSETS = { '': 23, 'com.microsoft': 1 };
const IR_VERSION = 10;

const elementType: Record<OnnxType, number> = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9 };

const { varint, bytes, text, message, float } = protobuf;

/**
 * The graph as an ONNX file (a ModelProto; field numbers from onnx.proto). Constants that lie in a file become external
 * data, which onnxruntime looks up beside the model.
 * Errors: those of `checkOnnx`; a graph that is not sound is never written.
 */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  checkOnnx(graph);
  const body = [
    ...graph.nodes.map(nodeField),
    text(2, graph.name),
    ...graph.initializers.map(initializerField),
    ...graph.inputs.map((value) => valueField(11, value)),
    ...graph.outputs.map((value) => valueField(12, value)),
  ];
  const model = [
    varint(1, IR_VERSION),
    text(2, 'headwater'),
    message(7, body),
    ...Object.entries(OPSETS).map(([domain, version]) => message(8, [text(1, domain), varint(2, version)])),
  ];
  return Buffer.concat(model);
}

function nodeField(node: OnnxNode): Uint8Array {
  return message(1, [
    ...node.inputs.map((name) => text(1, name)),
    ...node.outputs.map((name) => text(2, name)),
    // onnxruntime's profile names a node by this
    text(3, `${node.op} ${node.outputs.find((name) => name !== '')}`),
    text(4, node.op),
    ...Object.entries(node.attributes).map(([name, value]) => attributeField(name, value)),
    text(7, node.domain),
  ]);
}

function attributeField(name: string, value: OnnxAttribute): Uint8Array {
  if (typeof value === 'number') return message(5, [text(1, name), varint(3, value), varint(20, 2)]);
  if (typeof value === 'string') return message(5, [text(1, name), text(4, value), varint(20, 3)]);
  if ('float' in value) return message(5, [text(1, name), float(2, value.float), varint(20, 1)]);
  if ('nodes' in value) return message(5, [text(1, name), message(6, branchFields(value)), varint(20, 5)]);
  return message(5, [text(1, name), ...value.map((item) => varint(8, item)), varint(20, 7)]);
}

/** A GraphProto whose outputs say their type and leave their shapes open. */
function branchFields({ nodes, outputs }: OnnxBranch): Uint8Array[] {
  const type = message(2, [message(1, [varint(1, elementType.float32)])]);
  return [...nodes.map(nodeField), text(2, outputs[0]!), ...outputs.map((output) => message(12, [text(1, output), type]))];
}

function initializerField({ name, type, shape, data }: OnnxInitializer): Uint8Array {
  const head = [...shape.map((size) => varint(1, size)), varint(2, elementType[type]), text(8, name)];
  if (data instanceof Uint8Array) return message(5, [...head, bytes(9, data)]);
  const place = { location: data.file, offset: `${data.offset}`, length: `${data.byteLength}` };
  const entries = Object.entries(place).map(([key, value]) => message(13, [text(1, key), text(2, value)]));
  return message(5, [...head, ...entries, varint(14, 1)]);
}

function valueField(field: number, { name, type, shape }: OnnxValue): Uint8Array {
  const dimensions = shape.map((size) => message(1, [typeof size === 'number' ? varint(1, size) : text(2, size)]));
  const tensorType = message(1, [varint(1, elementType[type]), message(2, dimensions)]);
  return message(field, [text(1, name), message(2, [tensorType])]);
}
