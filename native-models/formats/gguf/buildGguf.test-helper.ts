import { tensorTypeLayout } from '../tensorTypeLayout.ts';
import type { TensorType } from '../TensorType.ts';

/** A metadata value with the GGUF type it is written as. */
export type GgufTestValue =
  | { string: string }
  | { strings: readonly string[] }
  | { u32: number }
  | { u64: bigint }
  | { i32s: readonly number[] }
  | { f32: number }
  | { f32s: readonly number[] }
  | { bool: boolean };

export interface GgufTestTensor {
  name: string;
  /** a type that is read, or the bare id of another one */
  type: TensorType | number;
  /** row-major, as everywhere but in the file */
  shape: readonly number[];
  /** zeros when absent */
  data?: Uint8Array;
}

export interface GgufTestFile {
  version?: number;
  metadata?: Readonly<Record<string, GgufTestValue>>;
  tensors?: readonly GgufTestTensor[];
  /** how the data section is laid out; it is written to the metadata only when `metadata` says so */
  alignment?: number;
}

const typeIds: Record<TensorType, number> = { F32: 0, F16: 1, Q4_0: 2, Q4_1: 3, Q5_0: 6, Q5_1: 7, Q8_0: 8, BF16: 30 };

/** A small valid GGUF file in memory: for tests to read, to damage, and to import. */
export function buildGguf({ version = 3, metadata = {}, tensors = [], alignment = 32 }: GgufTestFile): Uint8Array {
  const header: Uint8Array[] = [
    new TextEncoder().encode('GGUF'),
    u32(version),
    u64(tensors.length),
    u64(Object.keys(metadata).length),
    ...Object.entries(metadata).flatMap(([key, value]) => [string(key), ...valueBytes(value)]),
  ];
  const data: Uint8Array[] = [];
  let offset = 0;
  for (const tensor of tensors) {
    const bytes = tensor.data ?? new Uint8Array(dataLength(tensor));
    const id = typeof tensor.type === 'number' ? tensor.type : typeIds[tensor.type];
    header.push(
      string(tensor.name),
      u32(tensor.shape.length),
      ...tensor.shape.toReversed().map(u64),
      u32(id),
      u64(offset),
    );
    const padding = (alignment - (bytes.length % alignment)) % alignment;
    data.push(bytes, new Uint8Array(padding));
    offset += bytes.length + padding;
  }
  const headerBytes = Buffer.concat(header);
  const padding = (alignment - (headerBytes.length % alignment)) % alignment;
  return new Uint8Array(Buffer.concat([headerBytes, new Uint8Array(padding), ...data]));
}

function dataLength({ type, shape }: GgufTestTensor): number {
  if (typeof type === 'number') return 0;
  const { elements, bytes } = tensorTypeLayout[type];
  return (shape.reduce((product, size) => product * size, 1) / elements) * bytes;
}

function valueBytes(value: GgufTestValue): Uint8Array[] {
  if ('string' in value) return [u32(8), string(value.string)];
  if ('strings' in value) return [u32(9), u32(8), u64(value.strings.length), ...value.strings.map(string)];
  if ('u32' in value) return [u32(4), u32(value.u32)];
  if ('u64' in value) return [u32(10), u64(value.u64)];
  if ('i32s' in value) return [u32(9), u32(5), u64(value.i32s.length), raw(Int32Array.from(value.i32s))];
  if ('f32' in value) return [u32(6), raw(Float32Array.of(value.f32))];
  if ('f32s' in value) return [u32(9), u32(6), u64(value.f32s.length), raw(Float32Array.from(value.f32s))];
  return [u32(7), Uint8Array.of(value.bool ? 1 : 0)];
}

const raw = (array: Int32Array | Float32Array | Uint32Array | BigUint64Array) =>
  new Uint8Array(array.buffer.slice(0)) as Uint8Array;
const u32 = (value: number): Uint8Array => raw(Uint32Array.of(value));
const u64 = (value: number | bigint): Uint8Array => raw(BigUint64Array.of(BigInt(value)));
const string = (text: string): Uint8Array => {
  const bytes = new TextEncoder().encode(text);
  return new Uint8Array(Buffer.concat([u64(bytes.length), bytes]));
};
