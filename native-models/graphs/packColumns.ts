import { tensorRows } from '../formats/tensorRows.ts';
import { hadamard, hadamardSize } from './hadamard.ts';
import type { LinearPart } from './linear.ts';
import { readFloatRows } from './readRows.ts';

export interface PackedColumns {
  /** [in, out]; read once, and the scales are filled on the way */
  readonly levels: AsyncIterable<Int8Array>;
  /** [out] */
  readonly scales: Float32Array;
}

const LARGEST = 127;

/**
 * Matrices as int8 with one scale for each row of theirs, side by side and transposed, as onnxruntime's integer products
 * want them. Each row is rotated first (`hadamard`): the input of the product must be, too.
 */
export function packColumns(parts: readonly LinearPart[]): PackedColumns {
  const inSize = tensorRows(parts[0]!.weight.tensor).rowElements;
  const outSize = parts.reduce((sum, { weight }) => sum + tensorRows(weight.tensor).rows, 0);
  const scales = new Float32Array(outSize);

  async function* levels(): AsyncIterable<Int8Array> {
    const columns = new Int8Array(inSize * outSize);
    let out = 0;
    for (const { weight, factor = 1 } of parts) {
      const values = hadamard(await readFloatRows(weight), hadamardSize(inSize));
      for (let row = 0; row < values.length; row += inSize, out++) {
        let extreme = 0;
        for (let at = row; at < row + inSize; at++) extreme = Math.max(extreme, Math.abs(values[at]!));
        const inverse = extreme === 0 ? 0 : LARGEST / extreme;
        for (let at = 0; at < inSize; at++) columns[at * outSize + out] = Math.round(values[row + at]! * inverse);
        scales[out] = (extreme / LARGEST) * factor;
      }
    }
    yield columns;
  }
  return { levels: levels(), scales };
}
