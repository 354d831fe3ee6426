import type { GraphValue } from '../checkGraph.ts';
import type { ModelMetadata } from '../metadataOf.ts';

/** Frames of 10 ms; the largest chunks in use have 128. */
const MAX_FRAMES = 2_000;
const MAX_LAYERS = 64;
const MAX_SIZE = 8_192;

/** What a Zipformer2 encoder says of itself (av.md 4.2): how much it looks at, and what it remembers in between. */
export interface Zipformer2States {
  /** frames that it looks at, and those it moves on by */
  readonly window: number;
  readonly chunk: number;
  /** what it takes beside the features, in its order; what it gives has `new_` before the name */
  readonly states: readonly GraphValue[];
}

/** Errors: `bad-file` when an entry is missing or impossible. */
export function zipformer2States(metadata: ModelMetadata): Zipformer2States {
  const layers = metadata.list('num_encoder_layers', 1, MAX_LAYERS);
  const list = (key: string, most = MAX_SIZE): number[] => metadata.list(key, 1, most, layers.length);
  const dims = list('encoder_dims');
  const [query, value, heads] = [list('query_head_dims'), list('value_head_dims'), list('num_heads', 256)];
  const [kernels, left] = [list('cnn_module_kernels', 1_000), list('left_context_len')];
  const states: GraphValue[] = [];
  const add = (name: string, ...shape: (number | string)[]): void => void states.push({ name, type: 'float32', shape });
  let layer = 0;
  for (const [stack, count] of layers.entries()) {
    const [context, dim, head] = [left[stack] ?? 0, dims[stack] ?? 0, heads[stack] ?? 0];
    const valueSize = (value[stack] ?? 0) * head;
    const convolution = Math.floor((kernels[stack] ?? 0) / 2);
    for (let i = 0; i < count; i++, layer++) {
      add(`cached_key_${layer}`, context, 'N', (query[stack] ?? 0) * head);
      add(`cached_nonlin_attn_${layer}`, 1, 'N', context, Math.floor((3 * dim) / 4));
      add(`cached_val1_${layer}`, context, 'N', valueSize);
      add(`cached_val2_${layer}`, context, 'N', valueSize);
      add(`cached_conv1_${layer}`, 'N', dim, convolution);
      add(`cached_conv2_${layer}`, 'N', dim, convolution);
    }
  }
  add('embed_states', 'N', 128, 3, 19);
  states.push({ name: 'processed_lens', type: 'int64', shape: ['N'] });
  const window = metadata.number('T', 1, MAX_FRAMES);
  return { window, chunk: metadata.number('decode_chunk_len', 1, window), states };
}
