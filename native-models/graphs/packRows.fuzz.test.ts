import { describe, expect, it } from 'vitest';
import { dequantise } from '../formats/dequantise.ts';
import { seededRandom } from '../../app/testing/seededRandom.test-helper.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import type { TensorType } from '../formats/TensorType.ts';
import { tensorTypeLayout } from '../formats/tensorTypeLayout.ts';
import type { WeightTensor } from '../formats/WeightTensor.ts';
import { BLOCK, blockFormats, blockScale, type BlockType } from './blockFormats.ts';
import { zeroPointOf } from './offsetColumns.ts';
import { packLevels } from './packLevels.ts';
import { packRows, type PackedRows } from './packRows.ts';

const blockTypes = Object.keys(blockFormats) as BlockType[];
const free = (type: BlockType) => blockFormats[type].hasOffset;

/** Bits of a half that is a normal number (sign free) of about 2^-11 to 2^-8, as scales are. */
const randomHalf = (random: () => number) => (random() < 0.5 ? 0x8000 : 0) | ((4 + Math.floor(random() * 4)) << 10) | Math.floor(random() * 1024);

/** Random blocks; the first ones have the scales that go wrong most easily: 0, -0, negative, the smallest subnormal. */
function randomBlocks(type: BlockType, count: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const { bytes: size } = tensorTypeLayout[type];
  const bytes = Uint8Array.from({ length: count * size }, () => Math.floor(random() * 256));
  const view = new DataView(bytes.buffer);
  for (let block = 0; block < count; block++) {
    const scale = [0x0000, 0x8000, 0x9c00, 0x0001, 0x8001][block] ?? randomHalf(random);
    view.setUint16(block * size, scale, true);
    // Minimums as quantisers write them: some levels below zero, now and then none at all.
    if (free(type)) view.setUint16(block * size + 2, random() < 0.1 ? 0 : randomHalf(random), true);
  }
  return bytes;
}

async function tensorOf(folder: Awaited<ReturnType<typeof temporaryFolder>>, type: TensorType, shape: number[], bytes: Uint8Array): Promise<WeightTensor> {
  return { name: type, type, shape, file: await folder.write(`${type}-${shape.join('x')}.bin`, bytes), offset: 0, byteLength: bytes.length };
}

/**
 * What a packed matrix multiplies with, written out from onnxruntime's description of MatMulNBits: element 2 j of a
 * block is the low nibble of its byte j; zero points are packed alike, and the middle of the range without them.
 * `weights` [rows, width] are the columns as they are, `levels` the bytes.
 */
async function unpack(packed: PackedRows, rows: number, bits: 4 | 8) {
  const pieces: Uint8Array[] = [];
  for await (const piece of packed.levels) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const { width, scales, zeroPoints } = packed;
  const blocks = width / BLOCK;
  const field = (source: Uint8Array, index: number) => (bits === 8 ? source[index]! : (source[index >> 1]! >> (4 * (index & 1))) & 15);
  const zeroRow = zeroPoints ? zeroPoints.length / rows : 0;
  const weights = Float64Array.from({ length: rows * width }, (_, index) => {
    const [row, block] = [Math.floor(index / width), Math.floor((index % width) / BLOCK)];
    const zero = zeroPoints ? field(zeroPoints.subarray(row * zeroRow), block) : 1 << (bits - 1);
    return scales[row * blocks + block]! * (field(bytes, index) - zero);
  });
  expect(bytes).toHaveLength((rows * width * bits) / 8);
  expect(scales).toHaveLength(rows * blocks);
  return weights;
}

/** The matrix [rows, inSize] that the product amounts to, where a further column meets the sum of its block. */
function folded(weights: Float64Array, rows: number, width: number, inSize: number): Float64Array {
  return Float64Array.from({ length: rows * inSize }, (_, index) => {
    const [row, column] = [Math.floor(index / inSize), index % inSize];
    const sumColumn = width > inSize ? weights[row * width + inSize + Math.floor(column / BLOCK)]! : 0;
    return weights[row * width + column]! + sumColumn;
  });
}

describe('a block as scale, levels and offset', () => {
  it.each(blockTypes)('%s is what the format stands for, bit for bit', (type) => {
    const format = blockFormats[type];
    const size = tensorTypeLayout[type].bytes;
    const bytes = randomBlocks(type, 200, 11);
    const expected = dequantise(type, bytes);
    const levels = new Int8Array(BLOCK + 6);
    for (let block = 0; block < 200; block++) {
      const offset = format.read(bytes, block * size, levels, 3);
      const scale = blockScale(bytes, block * size);
      for (let at = 0; at < BLOCK; at++) {
        const level = levels[3 + at]!;
        expect(Math.abs(level + 0.5)).toBeLessThan(1 << (format.bits - 1));
        // + 0: what is -0 in the one may be 0 in the other
        expect(Math.fround(scale * level + offset) + 0).toBe(expected[block * BLOCK + at]! + 0);
      }
      if (!format.hasOffset) expect(offset).toBe(0);
    }
    expect([...levels.subarray(0, 3), ...levels.subarray(BLOCK + 3)]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('packs the even element into the low nibble, and shifts levels to unsigned', () => {
  expect([...packLevels(Int8Array.of(-8, 7, 0, -1), 4)]).toEqual([0xf0, 0x78]);
  expect([...packLevels(Int8Array.of(-128, 127, 0, -1), 8)]).toEqual([0, 255, 128, 127]);
});

it('finds the zero point nearest to an offset, and what it leaves', () => {
  expect(zeroPointOf(0.5, 1.2, 4)).toEqual({ level: -2, rest: expect.closeTo(0.2, 12) as number });
  expect(zeroPointOf(-0.5, 1.2, 4)).toEqual({ level: 2, rest: expect.closeTo(0.2, 12) as number });
  expect(zeroPointOf(0, 1.2, 4)).toEqual({ level: 0, rest: 1.2 });
  expect(zeroPointOf(-0, 1.2, 8)).toEqual({ level: 0, rest: 1.2 });
  expect(zeroPointOf(1, 100, 4)).toEqual({ level: -8, rest: 92 });
  expect(zeroPointOf(1, -100, 4)).toEqual({ level: 7, rest: -93 });
  expect(zeroPointOf(1, -1000, 8)).toEqual({ level: 127, rest: -873 });
});

describe('a packed matrix', () => {
  const ROWS = 7;
  it.each(blockTypes.flatMap((type) => [64, 96, 192, 1024].map((inSize) => ({ type, inSize }))))('$type, $inSize wide, is the dequantised one', async ({ type, inSize }) => {
    await using folder = await temporaryFolder();
    const { bits } = blockFormats[type];
    const bytes = randomBlocks(type, (ROWS * inSize) / BLOCK, 23);
    const tensor = await tensorOf(folder, type, [ROWS, inSize], bytes);
    const packed = packRows([{ weight: { tensor } }], bits);
    const weights = await unpack(packed, ROWS, bits);
    const actual = folded(weights, ROWS, packed.width, inSize);
    const expected = dequantise(type, bytes);
    expect(packed.zeroPoints !== undefined).toBe(free(type));
    expect(packed.width > inSize).toBe(free(type));
    const blocks = packed.width / BLOCK;
    let largest = 0;
    for (const [index, value] of actual.entries()) {
      const [row, block] = [Math.floor(index / inSize), Math.floor((index % inSize) / BLOCK)];
      // Without offsets nothing is lost; with them half a level of the column that carries what zero points left.
      const scale = free(type) ? packed.scales[row * blocks + inSize / BLOCK + (block >> 5)]! : 0;
      const room = scale / 2 + 1e-6 * Math.abs(expected[index]!) + 1e-12;
      expect(Math.abs(value - expected[index]!), `element ${index}`).toBeLessThanOrEqual(room);
      largest = Math.max(largest, Math.abs(expected[index]!));
    }
    expect(largest).toBeGreaterThan(0);
    // Columns behind those of the blocks meet zeros; they are zeros themselves.
    for (let row = 0; row < ROWS; row++) {
      const rest = free(type) ? weights.subarray(row * packed.width + inSize + inSize / BLOCK, (row + 1) * packed.width) : [];
      expect([...rest].every((value) => value === 0)).toBe(true);
    }
  });

  it('leaves 1/28 of a step of an offset at most, where zero points reach', async () => {
    await using folder = await temporaryFolder();
    const random = seededRandom(5);
    const bytes = randomBlocks('Q4_1', ROWS * 2, 31);
    const view = new DataView(bytes.buffer);
    for (let block = 0; block < ROWS * 2; block++) {
      view.setUint16(block * 20, 0x1c00, true); // 2^-8
      view.setUint16(block * 20 + 2, 0x8000 | (0x1c00 + Math.floor(random() * 0xd00)), true); // -2^-8 to some -9 * 2^-8
    }
    const tensor = await tensorOf(folder, 'Q4_1', [ROWS, 64], bytes);
    const packed = packRows([{ weight: { tensor } }], 4);
    const actual = folded(await unpack(packed, ROWS, 4), ROWS, packed.width, 64);
    const expected = dequantise('Q4_1', bytes);
    const error = Math.max(...actual.map((value, index) => Math.abs(value - expected[index]!)));
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThanOrEqual(2 ** -8 / 28 + 1e-9);
  });

  it('joins parts of several types, each with its factor and its order of rows', async () => {
    await using folder = await temporaryFolder();
    const inSize = 64;
    const types = ['Q4_0', 'Q4_1', 'Q8_0', 'Q5_1', 'F32'] as const;
    const random = seededRandom(77);
    const order = Int32Array.of(3, 0, 2, 1);
    const parts = [];
    const expected: number[] = [];
    for (const [index, type] of types.entries()) {
      const bytes =
        type === 'F32'
          ? new Uint8Array(Float32Array.from({ length: 4 * inSize }, () => random() - 0.5).buffer)
          : randomBlocks(type, (4 * inSize) / BLOCK, index);
      const tensor = await tensorOf(folder, type, [4, inSize], bytes);
      const factor = [undefined, 0.25, 1, -2, 3][index];
      const values = dequantise(type, bytes);
      for (const row of order) expected.push(...values.subarray(row * inSize, (row + 1) * inSize).map((value) => value * (factor ?? 1)));
      parts.push({ weight: { tensor, order }, ...(factor !== undefined && { factor }) });
    }
    const packed = packRows(parts, 8);
    const actual = folded(await unpack(packed, 20, 8), 20, packed.width, inSize);
    for (const [index, value] of actual.entries()) {
      const [row, block] = [Math.floor(index / inSize), Math.floor((index % inSize) / BLOCK)];
      const scales = packed.scales.subarray((row * packed.width) / BLOCK);
      // A float loses half a level of its own block, too.
      const own = row >= 16 ? Math.abs(scales[block]!) / 2 : 0;
      const room = own + Math.abs(scales[inSize / BLOCK]!) / 2 + 1e-6;
      expect(Math.abs(value - expected[index]!), `element ${index}`).toBeLessThanOrEqual(room);
    }
  });

  it.each(['F32', 'F16', 'BF16'] as const)('%s becomes eight bits, to half a level; a block of zeros stays one', async (type) => {
    await using folder = await temporaryFolder();
    const random = seededRandom(3);
    const bytes = new Uint8Array(ROWS * 64 * tensorTypeLayout[type].bytes);
    const view = new DataView(bytes.buffer);
    for (let index = BLOCK; index < ROWS * 64; index++) {
      if (type === 'F32') view.setFloat32(index * 4, random() - 0.5, true);
      else view.setUint16(index * 2, type === 'F16' ? randomHalf(random) : 0x3c00 + Math.floor(random() * 0x300), true);
    }
    const tensor = await tensorOf(folder, type, [ROWS, 64], bytes);
    const packed = packRows([{ weight: { tensor } }], 8);
    const actual = await unpack(packed, ROWS, 8);
    const expected = dequantise(type, bytes);
    expect(packed.zeroPoints).toBeUndefined();
    expect(Math.max(...actual.subarray(0, BLOCK).map(Math.abs))).toBe(0);
    actual.forEach((value, index) => expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(packed.scales[Math.floor(index / BLOCK)]! * 0.5001));
  });
});
