import type { GgufMetadata } from './gguf/GgufMetadata.ts';
import type { SafetensorsMetadata } from './safetensors/SafetensorsMetadata.ts';
import type { WeightTensor } from './WeightTensor.ts';

/** A readable set of weights: one file, or the shards of one model read as one. */
export interface WeightFile<Metadata = GgufMetadata | SafetensorsMetadata> {
  readonly metadata: Metadata;
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  /** absolute paths of all files the weights lie in, shards in order */
  readonly files: readonly string[];
}
