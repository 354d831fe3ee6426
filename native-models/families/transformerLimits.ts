/** Sizes beyond these are no model that this machine could run; BERT large and Whisper large stay far below all of them. */
export const transformerLimits = {
  layers: 128,
  hidden: 8_192,
  feedForward: 65_536,
  heads: 256,
  vocabulary: 1_048_576,
  positions: 32_768,
};
