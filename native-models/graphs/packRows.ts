import { dequantise } from '../formats/dequantise.ts';
import { tensorRows } from '../formats/tensorRows.ts';
import type { TensorType } from '../formats/TensorType.ts';
import { BLOCK, blockFormats, blockScale, type BlockType } from './blockFormats.ts';
import type { LinearPart } from './linear.ts';
import { packLevels } from './packLevels.ts';
import { quantiseBlock } from './quantiseBlock.ts';
import { readRows } from './readRows.ts';
import { tensorTypeLayout } from '../formats/tensorTypeLayout.ts';

export interface PackedRows {
  /** as `MatMulNBits` wants them; read once, in order, and the other two are filled on the way */
  readonly levels: AsyncIterable<Uint8Array>;
  /** [out, blocks] */
  readonly scales: Float32Array;
  /** [blocks, out]; absent when no part has offsets */
  readonly offsets?: Float32Array;
}

/** Rows are packed in pieces of about this many elements, so that a large matrix never lies in memory whole. */
const PIECE = 1 << 22;

export const isFloat = (type: TensorType): type is Exclude<TensorType, BlockType> => tensorTypeLayout[type].elements === 1;

/** Expresses rows of any format as levels of `bits` with a scale, and an offset where the format has one, per block. */
export function packRows(parts: readonly LinearPart[], bits: 4 | 8): PackedRows {
  const sizes = parts.map(({ weight }) => tensorRows(weight.tensor));
  const outSize = sizes.reduce((sum, { rows }) => sum + rows, 0);
  const blocks = sizes[0]!.rowElements / BLOCK;
  const scales = new Float32Array(outSize * blocks);
  const hasOffsets = parts.some(({ weight: { tensor } }) => !isFloat(tensor.type) && blockFormats[tensor.type].hasOffset);
  const offsets = hasOffsets ? new Float32Array(outSize * blocks) : undefined;

  async function* levels(): AsyncIterable<Uint8Array> {
    let row = 0;
    for (const [index, part] of parts.entries()) {
      const { rows, rowElements } = sizes[index]!;
      const step = Math.max(1, Math.floor(PIECE / rowElements));
      for (let start = 0; start < rows; start += step) {
        const count = Math.min(step, rows - start);
        const bytes = await readRows(part.weight, start, count);
        const piece = new Int8Array(count * rowElements);
        readLevels(part, bytes, piece, (block, scale, offset) => {
          const out = row + Math.floor(block / blocks);
          const factor = part.factor ?? 1;
          scales[row * blocks + block] = scale * factor;
          if (offsets) offsets[(block % blocks) * outSize + out] = offset * factor;
        });
        yield packLevels(piece, bits);
        row += count;
      }
    }
  }
  return { levels: levels(), scales, ...(offsets && { offsets }) };
}

/** Fills `levels` from stored bytes, and tells scale and offset of every block. */
function readLevels(
  { weight: { tensor } }: LinearPart,
  bytes: Uint8Array,
  levels: Int8Array,
  tell: (block: number, scale: number, offset: number) => void,
): void {
  const { type } = tensor;
  const count = levels.length / BLOCK;
  if (isFloat(type)) {
    const values = dequantise(type, bytes);
    for (let block = 0; block < count; block++) tell(block, quantiseBlock(values, block * BLOCK, levels, block * BLOCK), 0);
    return;
  }
  const format = blockFormats[type];
  const size = tensorTypeLayout[type].bytes;
  for (let block = 0; block < count; block++) {
    const offset = format.read(bytes, block * size, levels, block * BLOCK);
    tell(block, blockScale(bytes, block * size), offset);
  }
}
