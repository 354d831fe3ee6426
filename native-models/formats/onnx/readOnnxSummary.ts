import { refusedFile } from '../refusedFile.ts';
import { readFields } from './readFields.ts';

/** Fields of a graph (its nodes, constants, inputs): the largest models have tens of thousands. */
const MAX_FIELDS = 1_000_000;
const MAX_VALUES = 10_000;
const MAX_METADATA = 1_000;
const MAX_NAME_BYTES = 4_096;
const MAX_METADATA_BYTES = 1 << 20;

/** What an ONNX file says of itself to whoever wants to run it. */
export interface OnnxSummary {
  /** names of what must be given, in order; constants are none of them */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** `metadata_props`; of a key that stands twice the last value, as the native runtime takes it */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads names and metadata of an ONNX file (ModelProto; field numbers from onnx.proto), so that a file which a native
 * library would not survive can be refused before. `file` names it in errors. Errors: `bad-file`.
 */
export function readOnnxSummary(bytes: Uint8Array, file: string): OnnxSummary {
  const refuse = (reason: string) => refusedFile('bad-file', file, reason);
  const inputs: string[] = [];
  const outputs: string[] = [];
  const constants = new Set<string>();
  const metadata = new Map<string, string>();
  let fields = 0;
  let graphs = 0;

  const count = (): void => {
    if (++fields > MAX_FIELDS) throw refuse(`it has more than ${MAX_FIELDS} parts`);
  };
  const text = (value: Uint8Array | null, limit: number): string => {
    if (value && value.length > limit) throw refuse(`it has a name of ${value.length} bytes`);
    return value ? Buffer.from(value.buffer, value.byteOffset, value.length).toString('utf8') : '';
  };
  /** the text in field `wanted` of a message */
  const textIn = (message: Uint8Array | null, wanted: number, limit = MAX_NAME_BYTES): string => {
    let found = '';
    for (const { field, bytes: value } of readFields(message ?? new Uint8Array())) {
      count();
      if (field === wanted) found = text(value, limit);
    }
    return found;
  };
  const readGraph = (graph: Uint8Array): void => {
    for (const { field, bytes: value } of readFields(graph)) {
      count();
      if (field === 5) constants.add(textIn(value, 8));
      if (field === 11) inputs.push(textIn(value, 1));
      if (field === 12) outputs.push(textIn(value, 1));
      if (inputs.length + outputs.length > MAX_VALUES) throw refuse(`it has more than ${MAX_VALUES} inputs and outputs`);
    }
  };

  try {
    for (const { field, bytes: value } of readFields(bytes)) {
      count();
      if (field === 7 && value) {
        graphs++;
        readGraph(value);
      }
      if (field === 14) metadata.set(textIn(value, 1), textIn(value, 2, MAX_METADATA_BYTES));
      if (metadata.size > MAX_METADATA) throw refuse(`it has more than ${MAX_METADATA} entries of metadata`);
    }
  } catch (error) {
    throw error instanceof RangeError ? refuse(error.message) : error;
  }
  if (graphs !== 1) throw refuse('it is not an ONNX model');
  return { inputs: inputs.filter((name) => !constants.has(name)), outputs, metadata: Object.fromEntries(metadata) };
}
