import { Tensor } from 'onnxruntime-node';
import type { CacheRows, CacheSizes } from './CacheRows.ts';
import { SlotColumns } from './SlotColumns.ts';
import { SlotRows } from './SlotRows.ts';

/** What the graph takes for a probability of 1 (`attendOne`). */
const ONE = 65_535;
const HIGH_BYTE = 256;

/**
 * An int8 cache: each row is levels of `-largest..largest` (`largestCacheLevel`) and a scale. A quarter of the memory of float32, which is what a step
 * over a full cache spends its time reading; the answers differ by less than int8 activations make them differ anyway.
 */
export class ByteRows implements CacheRows {
  readonly rowFormat: string;
  /** levels, then the scale */
  readonly rowBytes: number;
  readonly #sizes: CacheSizes;
  readonly #keys: SlotRows<Int8Array>;
  /** the keys once more: products of one query run along slots, of many along a row */
  readonly #keyColumns: SlotColumns;
  readonly #values: SlotRows<Int8Array>;
  readonly #largest: number;
  readonly #levels: Int8Array;
  /** [layers * capacity] */
  #keyScales = new Float32Array();
  #valueScales = new Float32Array();
  /** [layers, 2, 1, capacity]: value scales in units of the layer's largest, times ONE: as high byte, and as both */
  #valueWeights = new Float32Array();
  /** [layers]: the largest value scale so far, divided by ONE */
  readonly #valueUnits: Float32Array;

  constructor(sizes: CacheSizes, largest: 63 | 127) {
    this.#sizes = sizes;
    this.#largest = largest;
    this.rowFormat = `int8/${largest}`;
    this.rowBytes = sizes.kvHeads * sizes.headDim + 4;
    this.#keys = new SlotRows(sizes, (length) => new Int8Array(length));
    this.#keyColumns = new SlotColumns(sizes);
    this.#values = new SlotRows(sizes, (length) => new Int8Array(length));
    this.#levels = new Int8Array(sizes.kvHeads * sizes.headDim);
    this.#valueUnits = new Float32Array(sizes.layers).fill(Number.MIN_VALUE);
  }

  get capacity(): number {
    return this.#keys.capacity;
  }

  grow(capacity: number): void {
    const { layers } = this.#sizes;
    const [oldCapacity, oldKeys, oldValues] = [this.capacity, this.#keyScales, this.#valueScales];
    for (const numbers of [this.#keys, this.#keyColumns, this.#values]) numbers.grow(capacity);
    this.#keyScales = new Float32Array(layers * capacity);
    this.#valueScales = new Float32Array(layers * capacity);
    this.#valueWeights = new Float32Array(layers * 2 * capacity);
    for (let layer = 0; layer < layers; layer++) {
      this.#keyScales.set(oldKeys.subarray(layer * oldCapacity, (layer + 1) * oldCapacity), layer * capacity);
      this.#valueScales.set(oldValues.subarray(layer * oldCapacity, (layer + 1) * oldCapacity), layer * capacity);
      this.#weighAll(layer);
    }
  }

  putKeys(layer: number, slot: number, row: Float32Array): void {
    this.#keyScales[layer * this.capacity + slot] = quantise(row, this.#largest, this.#levels);
    this.#keys.put(layer, slot, this.#levels);
    this.#keyColumns.put(layer, slot, this.#levels);
  }

  putValues(layer: number, slot: number, row: Float32Array): void {
    const scale = quantise(row, this.#largest, this.#levels);
    this.#values.put(layer, slot, this.#levels);
    this.#putValueScale(layer, slot, scale);
  }

  #putValueScale(layer: number, slot: number, scale: number): void {
    this.#valueScales[layer * this.capacity + slot] = scale;
    if (scale <= this.#valueUnits[layer]! * ONE) return this.#weigh(layer, slot);
    this.#valueUnits[layer] = scale / ONE;
    return this.#weighAll(layer);
  }

  takeKeys(layer: number, slot: number): Float32Array {
    const scale = this.#keyScales[layer * this.capacity + slot]!;
    return this.#keys.take(layer, slot).map((level) => level * scale);
  }

  takeValues(layer: number, slot: number): Float32Array {
    const scale = this.#valueScales[layer * this.capacity + slot]!;
    return this.#values.take(layer, slot).map((level) => level * scale);
  }

  saveRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void {
    const [rows, scales] = part === 'keys' ? [this.#keys, this.#keyScales] : [this.#values, this.#valueScales];
    const levels = rows.take(layer, slot);
    new Int8Array(bytes.buffer, bytes.byteOffset + at, levels.length).set(levels);
    const scale = scales[layer * this.capacity + slot]!;
    new DataView(bytes.buffer, bytes.byteOffset).setFloat32(at + levels.length, scale, true);
  }

  loadRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void {
    const levels = new Int8Array(bytes.buffer, bytes.byteOffset + at, this.#levels.length);
    const scale = new DataView(bytes.buffer, bytes.byteOffset).getFloat32(at + levels.length, true);
    if (!(scale >= 0 && scale < Infinity)) throw new RangeError('The scale of a row is no number.');
    if (part === 'values') {
      this.#values.put(layer, slot, levels);
      this.#putValueScale(layer, slot, scale);
    } else {
      this.#keys.put(layer, slot, levels);
      this.#keyColumns.put(layer, slot, levels);
      this.#keyScales[layer * this.capacity + slot] = scale;
    }
  }

  /** The largest value scales so far: weights are rounded in units of them. */
  get traces(): number[] {
    return [...this.#valueUnits];
  }

  loadTraces(traces: readonly number[]): void {
    const isSound = traces.length === this.#sizes.layers && traces.every((unit) => unit >= 0 && unit < Infinity);
    if (!isSound) throw new RangeError('These are no value scales of this cache.');
    traces.forEach((unit, layer) => {
      if (unit <= this.#valueUnits[layer]!) return;
      this.#valueUnits[layer] = unit;
      this.#weighAll(layer);
    });
  }

  tensors(): Record<string, Tensor> {
    const { layers } = this.#sizes;
    return {
      ...this.#keys.tensors('key'),
      ...this.#keyColumns.tensors('key_columns'),
      ...this.#values.tensors('value'),
      key_scale: new Tensor('float32', this.#keyScales, [layers * this.capacity]),
      value_scale: new Tensor('float32', this.#valueScales, [layers * this.capacity]),
      value_weight: new Tensor('float32', this.#valueWeights, [layers, 2, 1, this.capacity]),
      value_unit: new Tensor('float32', this.#valueUnits, [layers]),
    };
  }

  #weigh(layer: number, slot: number): void {
    const weight = this.#valueScales[layer * this.capacity + slot]! / this.#valueUnits[layer]!;
    // Halves of a bit lost by rounding the quotient must not carry a probability of 1 beyond two bytes.
    const both = Math.min(weight, ONE);
    this.#valueWeights[2 * layer * this.capacity + slot] = both / HIGH_BYTE;
    this.#valueWeights[(2 * layer + 1) * this.capacity + slot] = both;
  }

  #weighAll(layer: number): void {
    for (let slot = 0; slot < this.capacity; slot++) this.#weigh(layer, slot);
  }
}

/** Writes the levels of a row; result: its scale. A row of zeros has the scale 0. */
function quantise(row: Float32Array, largest: number, levels: Int8Array): number {
  let extreme = 0;
  for (let at = 0; at < row.length; at++) {
    const magnitude = Math.abs(row[at]!);
    if (magnitude > extreme) extreme = magnitude;
  }
  const scale = Math.fround(extreme / largest);
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let at = 0; at < row.length; at++) {
    const level = row[at]! * inverse;
    // Storing it cuts off the fraction; `Math.round` would cost more than all else here.
    levels[at] = level < 0 ? level - 0.5 : level + 0.5;
  }
  return scale;
}
