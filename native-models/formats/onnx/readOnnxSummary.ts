import { refusedFile } from '../refusedFile.ts';
import type { OnnxSummary, OnnxTensorType } from './OnnxSummary.ts';
import { readFields, type ProtobufField } from './readFields.ts';
import { readTensorType } from './readTensorType.ts';

/** Fields of a graph (its nodes, constants, inputs): the largest models have tens of thousands. */
const MAX_FIELDS = 1_000_000;
const MAX_VALUES = 10_000;
const MAX_METADATA = 1_000;
const MAX_NAME_BYTES = 4_096;
/** Some models carry their whole dictionary in one entry. */
const MAX_METADATA_BYTES = 16 << 20;

/**
 * Reads names, types and metadata of an ONNX file (ModelProto; field numbers from onnx.proto), so that a file which a
 * native library would not survive can be refused before. `file` names it in errors. Errors: `bad-file`.
 */
export function readOnnxSummary(bytes: Uint8Array, file: string): OnnxSummary {
  const refuse = (reason: string) => refusedFile('bad-file', file, reason);
  const inputs: string[] = [];
  const outputs: string[] = [];
  const types = new Map<string, OnnxTensorType>();
  const constants = new Set<string>();
  const metadata = new Map<string, string>();
  let count = 0;
  let graphs = 0;
  let opset = 0;
  let external = false;

  /** the fields of a message, counted */
  function* fields(message: Uint8Array | null): Generator<ProtobufField> {
    for (const field of readFields(message ?? new Uint8Array())) {
      if (++count > MAX_FIELDS) throw refuse(`it has more than ${MAX_FIELDS} parts`);
      yield field;
    }
  }
  const text = (value: Uint8Array | null, limit = MAX_NAME_BYTES): string => {
    if (value && value.length > limit) throw refuse(`it has a name of ${value.length} bytes`);
    return value ? Buffer.from(value.buffer, value.byteOffset, value.length).toString('utf8') : '';
  };
  /** the text in field `wanted` of a message */
  const textIn = (message: Uint8Array | null, wanted: number, limit = MAX_NAME_BYTES): string => {
    let found = '';
    for (const { field, bytes: value } of fields(message)) if (field === wanted) found = text(value, limit);
    return found;
  };
  /** a ValueInfoProto: its name in field 1, its type in field 2 */
  const valueIn = (message: Uint8Array | null): string => {
    let name = '';
    let type: OnnxTensorType = { type: '', shape: null };
    for (const { field, bytes: value } of fields(message)) {
      if (field === 1) name = text(value);
      if (field === 2) type = readTensorType(value, fields, text);
    }
    types.set(name, type);
    if (types.size > MAX_VALUES) throw refuse(`it has more than ${MAX_VALUES} inputs and outputs`);
    return name;
  };
  /** a TensorProto: its name in field 8, in field 14 whether its numbers lie elsewhere (1), and in 13 where */
  const constantIn = (message: Uint8Array | null): string => {
    let name = '';
    for (const { field, bytes: value, number } of fields(message)) {
      if (field === 8) name = text(value);
      if (field === 13 || (field === 14 && number === 1)) external = true;
    }
    return name;
  };
  const readGraph = (graph: Uint8Array): void => {
    for (const { field, bytes: value } of fields(graph)) {
      if (field === 5) constants.add(constantIn(value));
      if (field === 11) inputs.push(valueIn(value));
      if (field === 12) outputs.push(valueIn(value));
      if (inputs.length + outputs.length > MAX_VALUES) throw refuse(`it has more than ${MAX_VALUES} inputs and outputs`);
    }
  };
  /** an OperatorSetIdProto: its domain in field 1, its version in field 2 */
  const readOpset = (message: Uint8Array | null): void => {
    const parts = [...fields(message)];
    const domain = text(parts.findLast(({ field }) => field === 1)?.bytes ?? null);
    if (domain === '' || domain === 'ai.onnx') opset = parts.findLast(({ field }) => field === 2)?.number ?? 0;
  };

  try {
    for (const { field, bytes: value } of fields(bytes)) {
      if (field === 7 && value) {
        graphs++;
        readGraph(value);
      }
      if (field === 8) readOpset(value);
      if (field === 14) metadata.set(textIn(value, 1), textIn(value, 2, MAX_METADATA_BYTES));
      if (metadata.size > MAX_METADATA) throw refuse(`it has more than ${MAX_METADATA} entries of metadata`);
    }
  } catch (error) {
    throw error instanceof RangeError ? refuse(error.message) : error;
  }
  if (graphs !== 1) throw refuse('it is not an ONNX model');
  for (const name of constants) types.delete(name);
  return { inputs: inputs.filter((name) => !constants.has(name)), outputs, types, external, opset, metadata: Object.fromEntries(metadata) };
}
