import { dequantise } from '../formats/dequantise.ts';
import { tensorRows } from '../formats/tensorRows.ts';
import { tensorTypeLayout } from '../formats/tensorTypeLayout.ts';
import type { TensorType } from '../formats/TensorType.ts';
import { BLOCK, blockFormats, blockScale, type BlockType } from './blockFormats.ts';
import type { LinearPart } from './linear.ts';
import { offsetColumns, zeroPointOf } from './offsetColumns.ts';
import { packLevels } from './packLevels.ts';
import { quantiseBlock } from './quantiseBlock.ts';
import { readRows } from './readRows.ts';

export interface PackedRows {
  /** as `MatMulNBits` wants them; read once, in order, and the other two are filled on the way */
  readonly levels: AsyncIterable<Uint8Array>;
  /** [out, blocks] */
  readonly scales: Float32Array;
  /** [out, bytes], each row packed as levels are; absent when every one is the middle of the range */
  readonly zeroPoints?: Uint8Array;
  /**
   * columns of the packed matrix: those of the weights and, with zero points, one more for each of their blocks and
   * empty ones up to a whole number of `KERNEL_WIDTH`
   */
  readonly width: number;
}

/** The kernels take so many columns at a time; what is left over costs them more than a few empty columns do. */
const KERNEL_WIDTH = 128;

/** Rows are packed in pieces of about this many elements, so that a large matrix never lies in memory whole. */
const PIECE = 1 << 22;

export const isFloat = (type: TensorType): type is Exclude<TensorType, BlockType> => tensorTypeLayout[type].elements === 1;

const hasOffset = ({ weight: { tensor } }: LinearPart) => !isFloat(tensor.type) && blockFormats[tensor.type].hasOffset;

/** Expresses rows of any format as levels of `bits` with a scale per block, and offsets as zero points and columns. */
export function packRows(parts: readonly LinearPart[], bits: 4 | 8): PackedRows {
  const sizes = parts.map(({ weight }) => tensorRows(weight.tensor));
  const outSize = sizes.reduce((sum, { rows }) => sum + rows, 0);
  const inBlocks = sizes[0]!.rowElements / BLOCK;
  const inSize = inBlocks * BLOCK;
  const width = parts.some(hasOffset) ? Math.ceil((inSize + inBlocks) / KERNEL_WIDTH) * KERNEL_WIDTH : inSize;
  const blocks = width / BLOCK;
  const scales = new Float32Array(outSize * blocks);
  const zeroPointBytes = Math.ceil((blocks * bits) / 8);
  const zeroPoints = width > inSize ? new Uint8Array(outSize * zeroPointBytes) : undefined;

  async function* levels(): AsyncIterable<Uint8Array> {
    const rests = new Float32Array(inBlocks);
    const rowZeroPoints = new Int8Array(Math.ceil(blocks / 2) * 2);
    let out = 0;
    for (const [index, part] of parts.entries()) {
      const { rows } = sizes[index]!;
      const step = Math.max(1, Math.floor(PIECE / width));
      for (let start = 0; start < rows; start += step) {
        const count = Math.min(step, rows - start);
        const readBlock = blockReader(part, await readRows(part.weight, start, count));
        const piece = new Int8Array(count * width);
        for (let row = 0; row < count; row++, out++) {
          const rowLevels = piece.subarray(row * width, (row + 1) * width);
          const rowScales = scales.subarray(out * blocks, (out + 1) * blocks);
          for (let block = 0; block < inBlocks; block++) {
            const { scale, offset } = readBlock(row * inBlocks + block, rowLevels, block * BLOCK);
            const { level, rest } = zeroPointOf(scale, offset, bits);
            rowScales[block] = scale;
            rowZeroPoints[block] = level;
            rests[block] = rest;
          }
          if (zeroPoints) {
            offsetColumns(rests, bits, rowLevels.subarray(inSize), rowScales.subarray(inBlocks));
            zeroPoints.set(packLevels(rowZeroPoints, bits).subarray(0, zeroPointBytes), out * zeroPointBytes);
          }
          if (part.factor !== undefined) for (let at = 0; at < blocks; at++) rowScales[at]! *= part.factor;
        }
        yield packLevels(piece, bits);
      }
    }
  }
  return { levels: levels(), scales, width, ...(zeroPoints && { zeroPoints }) };
}

type BlockReader = (block: number, levels: Int8Array, to: number) => { scale: number; offset: number };

/** Writes the levels of a block to `levels[to...]`, and gives its scale and offset. */
function blockReader({ weight: { tensor } }: LinearPart, bytes: Uint8Array): BlockReader {
  const { type } = tensor;
  if (isFloat(type)) {
    const values = dequantise(type, bytes);
    return (block, levels, to) => ({ scale: quantiseBlock(values, block * BLOCK, levels, to), offset: 0 });
  }
  const format = blockFormats[type];
  const size = tensorTypeLayout[type].bytes;
  return (block, levels, to) => {
    const offset = format.read(bytes, block * size, levels, to);
    return { scale: blockScale(bytes, block * size), offset };
  };
}
