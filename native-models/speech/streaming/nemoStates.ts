import type { GraphPlace } from '../checkPlaces.ts';
import type { ModelMetadata } from '../metadataOf.ts';

/** Frames of 10 ms: 1.2 s in the slowest models in use. */
const MAX_FRAMES = 2_000;
const MAX_SIZE = 16_384;

/** What a cache-aware NeMo encoder says of itself (av.md 4.3). */
export interface NemoStates {
  /** frames that it looks at, and those it moves on by */
  readonly window: number;
  readonly chunk: number;
  /** frames of one frame that it gives */
  readonly subsampling: number;
  /** symbols that it knows, without the one for nothing, which comes last */
  readonly vocabulary: number;
  /** features and what is remembered, in their order */
  readonly inputs: readonly GraphPlace[];
  /** what is remembered, as it is given */
  readonly next: readonly GraphPlace[];
}

/**
 * @param features mel bins, as the graph tells them
 * Errors: `bad-file` when an entry is missing or impossible.
 */
export function nemoStates(metadata: ModelMetadata, features: number): NemoStates {
  const dims = (name: string): number[] => [1, 2, 3].map((at) => metadata.number(`${name}_dim${at}`, 1, MAX_SIZE));
  const caches: GraphPlace[] = [
    { type: 'float32', shape: ['N', ...dims('cache_last_channel')] },
    { type: 'float32', shape: ['N', ...dims('cache_last_time')] },
    { type: 'int64', shape: ['N'] },
  ];
  const window = metadata.number('window_size', 1, MAX_FRAMES);
  return {
    window,
    chunk: metadata.number('chunk_shift', 1, window),
    subsampling: metadata.number('subsampling_factor', 1, 64),
    vocabulary: metadata.number('vocab_size', 1, 1_000_000),
    inputs: [{ type: 'float32', shape: ['N', features, 'frames'] }, { type: 'int64', shape: ['N'] }, ...caches],
    next: caches,
  };
}
