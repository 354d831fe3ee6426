const MiB = 1 << 20;

/**
 * What is read of a GGUF file at most. A file beyond one of these is refused, so a hostile header costs bounded memory
 * and time. Every length is also held against the bytes that are left in the file.
 */
export const ggufLimits = {
  /** metadata and tensor table together; a vocabulary of 262,144 tokens with its merges takes about 15 MiB */
  headerBytes: 64 * MiB,
  /** the first read; it holds the whole header of most small models */
  firstReadBytes: 4 * MiB,
  metadataEntries: 65_536,
  /** ggml's own limit on a key */
  keyBytes: 65_535,
  /** the longest strings are chat templates (some 10 KiB) and an embedded tokenizer.json */
  stringBytes: 32 * MiB,
  /** the longest arrays are merges (about 515,000 with Gemma) */
  arrayElements: 4 << 20,
  /** the largest mixture-of-experts models have a few thousand */
  tensors: 100_000,
  tensorNameBytes: 256,
  /** GGML_MAX_DIMS */
  dimensions: 4,
  /** alignments in use are 32 and 64 */
  alignment: 64 * 1024,
  shards: 1_000,
} as const;
