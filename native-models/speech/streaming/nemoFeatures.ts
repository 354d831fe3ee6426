import type { OnnxSummary } from '../../formats/onnx/OnnxSummary.ts';
import { refusedFile } from '../../formats/refusedFile.ts';

/** Mel bins of a NeMo graph: the second size of its first input, from which the native library takes it. Errors: `unsupported`. */
export function nemoFeatures({ inputs, types }: OnnxSummary, file: string): number {
  const features = types.get(inputs[0] ?? '')?.shape?.[1];
  if (typeof features === 'number' && features >= 20 && features <= 256) return features;
  throw refusedFile('unsupported', file, 'it does not tell how many mel bins it wants (the second size of its first input)');
}
