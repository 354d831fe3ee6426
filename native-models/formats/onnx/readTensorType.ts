import { ONNX_TYPE_NAMES, type OnnxTensorType } from './OnnxSummary.ts';
import type { ProtobufField } from './readFields.ts';

/** Dimensions of one tensor; ONNX Runtime itself takes no more. */
const MAX_DIMENSIONS = 64;

type Fields = (message: Uint8Array | null) => Iterable<ProtobufField>;

/**
 * Type and shape in a TypeProto (onnx.proto: tensor_type is field 1; in it elem_type 1 and shape 2; in a shape dim 1;
 * in a dimension dim_value 1 and dim_param 2). `fields` reads a message and counts what it reads; `text` decodes a name.
 * Throws a `RangeError` with a reason.
 */
export function readTensorType(type: Uint8Array | null, fields: Fields, text: (bytes: Uint8Array | null) => string): OnnxTensorType {
  let element = 0;
  let shape: (number | string | null)[] | null = null;
  for (const { field, bytes: tensor } of fields(type)) {
    if (field !== 1) continue;
    for (const part of fields(tensor)) {
      if (part.field === 1) element = part.number;
      if (part.field !== 2) continue;
      shape = [];
      for (const { field, bytes: dimension } of fields(part.bytes)) {
        if (field === 1) shape.push(sizeOf(dimension, fields, text));
        if (shape.length > MAX_DIMENSIONS) throw new RangeError(`it has a tensor of more than ${MAX_DIMENSIONS} dimensions`);
      }
    }
  }
  return { type: element === 0 ? '' : (ONNX_TYPE_NAMES[element] ?? `type ${element}`), shape };
}

function sizeOf(dimension: Uint8Array | null, fields: Fields, text: (bytes: Uint8Array | null) => string): number | string | null {
  let size: number | string | null = null;
  for (const { field, bytes, number } of fields(dimension)) {
    if (field === 1) size = number;
    if (field === 2) size = text(bytes) || null;
  }
  return size;
}
