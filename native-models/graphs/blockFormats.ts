import { halfToFloat } from '../formats/halfToFloat.ts';
import type { TensorType } from '../formats/TensorType.ts';

export type BlockType = Exclude<TensorType, 'F32' | 'F16' | 'BF16'>;

/** Elements of a block, in all block formats that are read and in the graph. */
export const BLOCK = 32;

/**
 * How a block format stands in the graph: an element is `scale * level + offset`, its level a whole number of
 * -8..7 (`bits` 4) or -128..127 (8). Formats whose minimum is free (the `_1`) leave an offset; the others have none.
 */
export interface BlockFormat {
  readonly bits: 4 | 8;
  readonly hasOffset: boolean;
  /** Writes the 32 levels of the block at `at` to `levels[to...]`. Result: the offset, 0 where the format has none. */
  read(bytes: Uint8Array, at: number, levels: Int8Array, to: number): number;
}

const half = (bytes: Uint8Array, at: number): number => halfToFloat[bytes[at]! | (bytes[at + 1]! << 8)]!;

/** The scale of a block: in every format its first two bytes. */
export const blockScale = half;

/** Element i < 16 is the low nibble of byte i, element i + 16 its high nibble. */
function readNibbles(bytes: Uint8Array, at: number, levels: Int8Array, to: number, zero: number): void {
  for (let i = 0; i < 16; i++) {
    const pair = bytes[at + i]!;
    levels[to + i] = (pair & 15) - zero;
    levels[to + i + 16] = (pair >> 4) - zero;
  }
}

function addFifthBits(bytes: Uint8Array, at: number, levels: Int8Array, to: number): void {
  for (let i = 0; i < BLOCK; i++) levels[to + i]! += ((bytes[at + (i >> 3)]! >> (i & 7)) & 1) << 4;
}

/** Layouts: reference of ggml, "block formats"; sizes in `tensorTypeLayout`. */
export const blockFormats: Readonly<Record<BlockType, BlockFormat>> = {
  Q4_0: {
    bits: 4,
    hasOffset: false,
    read(bytes, at, levels, to) {
      readNibbles(bytes, at + 2, levels, to, 8);
      return 0;
    },
  },
  Q4_1: {
    bits: 4,
    hasOffset: true,
    read(bytes, at, levels, to) {
      readNibbles(bytes, at + 4, levels, to, 8);
      return half(bytes, at + 2) + 8 * half(bytes, at);
    },
  },
  Q5_0: {
    bits: 8,
    hasOffset: false,
    read(bytes, at, levels, to) {
      readNibbles(bytes, at + 6, levels, to, 16);
      addFifthBits(bytes, at + 2, levels, to);
      return 0;
    },
  },
  Q5_1: {
    bits: 8,
    hasOffset: true,
    read(bytes, at, levels, to) {
      readNibbles(bytes, at + 8, levels, to, 16);
      addFifthBits(bytes, at + 4, levels, to);
      return half(bytes, at + 2) + 16 * half(bytes, at);
    },
  },
  Q8_0: {
    bits: 8,
    hasOffset: false,
    read(bytes, at, levels, to) {
      for (let i = 0; i < BLOCK; i++) levels[to + i] = bytes[at + 2 + i]!;
      return 0;
    },
  },
};
