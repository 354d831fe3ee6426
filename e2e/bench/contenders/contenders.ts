export type ContenderName = 'headwater' | 'nodeLlamaCpp' | 'presentKv' | 'presentKvReturned';

/** Ours first; the rest are what it is compared with. */
export const contenders: Readonly<Record<ContenderName, { module: string; boundCache: boolean; title: string }>> = {
  headwater: { module: 'headwater', boundCache: false, title: 'Headwater' },
  nodeLlamaCpp: { module: 'nodeLlamaCpp', boundCache: false, title: 'node-llama-cpp 3.22.1' },
  presentKv: { module: 'presentKv', boundCache: true, title: 'present-KV graph, cache bound in and out' },
  presentKvReturned: { module: 'presentKv', boundCache: false, title: 'present-KV graph, cache returned (transformers.js)' },
};

export const peers: readonly ContenderName[] = ['nodeLlamaCpp', 'presentKv', 'presentKvReturned'];
