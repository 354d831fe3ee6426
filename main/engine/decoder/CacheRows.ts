import type { Tensor } from 'onnxruntime-node';
import type { KvBuffers } from './KvBuffers.ts';

/** Sizes of a cache. */
export interface CacheSizes {
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

/** Rows of keys and values by layer and slot, in memory that the graph reads as it is. */
export interface CacheRows
  extends Pick<KvBuffers, 'rowFormat' | 'rowBytes' | 'saveRow' | 'loadRow' | 'traces' | 'loadTraces'> {
  readonly capacity: number;
  /** Makes room for `capacity` slots and keeps what is there. */
  grow(capacity: number): void;
  putKeys(layer: number, slot: number, row: Float32Array): void;
  putValues(layer: number, slot: number, row: Float32Array): void;
  takeKeys(layer: number, slot: number): Float32Array;
  takeValues(layer: number, slot: number): Float32Array;
  /** The inputs of the graph that stand for the rows. They stay valid until the capacity grows. */
  tensors(): Record<string, Tensor>;
}
