import { tensorTypeLayout } from './tensorTypeLayout.ts';
import type { WeightTensor } from './WeightTensor.ts';

/** Rows of a tensor, elements of a row (its last axis; 1 for a scalar) and bytes of a row. */
export function tensorRows(tensor: Pick<WeightTensor, 'type' | 'shape'>): {
  rows: number;
  rowElements: number;
  rowBytes: number;
} {
  const { elements, bytes } = tensorTypeLayout[tensor.type];
  const rowElements = tensor.shape.at(-1) ?? 1;
  const rows = tensor.shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return { rows, rowElements, rowBytes: (rowElements / elements) * bytes };
}
