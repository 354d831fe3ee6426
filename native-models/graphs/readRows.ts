import { dequantise } from '../formats/dequantise.ts';
import { readTensorBytes } from '../formats/readTensorBytes.ts';
import type { WeightRows } from './DecoderModel.ts';

/** The stored bytes of rows `start` to `start + count` in the order of the graph. */
export async function readRows({ tensor, order }: WeightRows, start = 0, count?: number): Promise<Uint8Array> {
  if (!order) return readTensorBytes(tensor, start, count);
  // Of a bias, which has one axis, an element is a row.
  const rowBytes = tensor.byteLength / tensor.shape[0]!;
  // A reordered matrix is a projection of one layer: small enough to be read whole.
  const all = await readTensorBytes(tensor);
  const wanted = order.subarray(start, count === undefined ? undefined : start + count);
  const out = new Uint8Array(wanted.length * rowBytes);
  wanted.forEach((row, index) => out.set(all.subarray(row * rowBytes, (row + 1) * rowBytes), index * rowBytes));
  return out;
}

/** The same as float32. */
export async function readFloatRows(rows: WeightRows): Promise<Float32Array> {
  return dequantise(rows.tensor.type, await readRows(rows));
}
