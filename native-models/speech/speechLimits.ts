/** What a folder of a speech model may be; the largest in use are far smaller. */
export const speechLimits = {
  /** files in all folders below: espeak-ng's data has about 400 */
  files: 5_000,
  /** folders in all: espeak-ng's data has about 50 */
  folders: 500,
  /** folders within folders */
  depth: 6,
  /** an ONNX file is read as a whole: recognisers in float32 have up to 650 MB */
  onnxBytes: 1_400 << 20,
  /** lists of tokens, lexicons, configurations: the largest lexicon in use has 6 MB */
  textBytes: 64 << 20,
  /** what may be kept of one model */
  totalBytes: 8 * 1024 ** 3,
  /** ONNX operators that the native library knows (ONNX Runtime 1.28) */
  opset: 25,
} as const;
