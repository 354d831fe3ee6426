const MiB = 1 << 20;

/** What is read of safetensors files at most; a file beyond one of these is refused. */
export const safetensorsLimits = {
  /** the reference reader stops at 100 MB; a header of 100,000 tensors takes about 15 MiB */
  headerBytes: 32 * MiB,
  tensors: 100_000,
  tensorNameLength: 1_024,
  dimensions: 8,
  indexBytes: 32 * MiB,
  shards: 1_000,
} as const;
