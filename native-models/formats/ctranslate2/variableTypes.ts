import { halfToFloat } from '../halfToFloat.ts';
import type { TensorType } from '../TensorType.ts';

/** A type of variables: bytes of an element, how one alone is read, and the name as weights where it is one. */
export interface VariableType {
  readonly name: string;
  readonly bytes: number;
  readonly read: (view: DataView) => number;
  readonly weights?: TensorType;
}

/** By the number that stands in the file. */
export const variableTypes: readonly VariableType[] = [
  { name: 'float32', bytes: 4, read: (view) => view.getFloat32(0, true), weights: 'F32' },
  { name: 'int8', bytes: 1, read: (view) => view.getInt8(0) },
  { name: 'int16', bytes: 2, read: (view) => view.getInt16(0, true) },
  { name: 'int32', bytes: 4, read: (view) => view.getInt32(0, true) },
  { name: 'float16', bytes: 2, read: (view) => halfToFloat[view.getUint16(0, true)]!, weights: 'F16' },
  { name: 'bfloat16', bytes: 2, read: bfloat, weights: 'BF16' },
];

/** The upper half of a float32. */
function bfloat(view: DataView): number {
  return new Float32Array(Uint32Array.of(view.getUint16(0, true) << 16).buffer)[0]!;
}
