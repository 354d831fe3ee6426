import { AppError } from '../../app/contract/AppError.ts';
import { halfToFloat } from './halfToFloat.ts';
import type { TensorType } from './TensorType.ts';
import { tensorTypeLayout } from './tensorTypeLayout.ts';

/** Writes the values of the block at `at` to `out[to...]`. */
type BlockReader = (bytes: Uint8Array, at: number, out: Float32Array, to: number) => void;

const half = (bytes: Uint8Array, at: number): number => halfToFloat[bytes[at]! | (bytes[at + 1]! << 8)]!;

// Element i < 16 is the low nibble of byte i, element i + 16 its high nibble (ggml-quants; gguf-py quants.py).
const blockReaders: Record<Exclude<TensorType, 'F32' | 'F16' | 'BF16'>, BlockReader> = {
  Q4_0(bytes, at, out, to) {
    const scale = half(bytes, at);
    for (let i = 0; i < 16; i++) {
      const pair = bytes[at + 2 + i]!;
      out[to + i] = scale * ((pair & 15) - 8);
      out[to + i + 16] = scale * ((pair >> 4) - 8);
    }
  },
  Q4_1(bytes, at, out, to) {
    const scale = half(bytes, at);
    const minimum = half(bytes, at + 2);
    for (let i = 0; i < 16; i++) {
      const pair = bytes[at + 4 + i]!;
      out[to + i] = scale * (pair & 15) + minimum;
      out[to + i + 16] = scale * (pair >> 4) + minimum;
    }
  },
  Q5_0(bytes, at, out, to) {
    const scale = half(bytes, at);
    for (let i = 0; i < 16; i++) {
      const pair = bytes[at + 6 + i]!;
      out[to + i] = scale * ((pair & 15) + 16 * fifthBit(bytes, at + 2, i) - 16);
      out[to + i + 16] = scale * ((pair >> 4) + 16 * fifthBit(bytes, at + 2, i + 16) - 16);
    }
  },
  Q5_1(bytes, at, out, to) {
    const scale = half(bytes, at);
    const minimum = half(bytes, at + 2);
    for (let i = 0; i < 16; i++) {
      const pair = bytes[at + 8 + i]!;
      out[to + i] = scale * ((pair & 15) + 16 * fifthBit(bytes, at + 4, i)) + minimum;
      out[to + i + 16] = scale * ((pair >> 4) + 16 * fifthBit(bytes, at + 4, i + 16)) + minimum;
    }
  },
  Q8_0(bytes, at, out, to) {
    const scale = half(bytes, at);
    for (let i = 0; i < 32; i++) out[to + i] = scale * ((bytes[at + 2 + i]! << 24) >> 24);
  },
};

function fifthBit(bytes: Uint8Array, at: number, element: number): number {
  return (bytes[at + (element >> 3)]! >> (element & 7)) & 1;
}

/**
 * The float32 values that stored bytes stand for, bit for bit those of ggml's reference: products of a half and a small
 * integer are exact in float64, so there is one rounding, as in ggml.
 * `bytes` is a whole number of blocks of `type`; the result holds their elements in order.
 * Errors: `bad-request` when it is not.
 */
export function dequantise(type: TensorType, bytes: Uint8Array): Float32Array {
  const layout = tensorTypeLayout[type];
  const blocks = bytes.length / layout.bytes;
  if (!Number.isInteger(blocks)) {
    throw new AppError(
      'bad-request',
      `${bytes.length} bytes are no whole number of ${type} blocks; this is a fault of the program.`,
    );
  }
  const out = new Float32Array(blocks * layout.elements);
  if (type === 'F32') {
    new Uint8Array(out.buffer).set(bytes);
  } else if (type === 'F16') {
    for (let i = 0; i < blocks; i++) out[i] = half(bytes, 2 * i);
  } else if (type === 'BF16') {
    const bits = new Uint32Array(out.buffer);
    for (let i = 0; i < blocks; i++) bits[i] = (bytes[2 * i]! << 16) | (bytes[2 * i + 1]! << 24);
  } else {
    const readBlock = blockReaders[type];
    for (let block = 0; block < blocks; block++) readBlock(bytes, block * layout.bytes, out, block * 32);
  }
  return out;
}
