import type sherpaOnnx from 'sherpa-onnx-node';
import { AppError } from '../../app/contract/AppError.ts';

/**
 * The native library of speech. It brings an ONNX Runtime of its own, so no process that has onnxruntime-node may load
 * it, and it is loaded when it is first needed: where there is no build of it, that is an error and no crash.
 * Errors: `unsupported`.
 */
export async function loadSherpa(): Promise<typeof sherpaOnnx> {
  try {
    return (await import('sherpa-onnx-node')).default;
  } catch (error) {
    const message = `Speech needs a library that does not run on this computer (${process.platform} ${process.arch}); everything else works.`;
    throw new AppError('unsupported', message, { reason: AppError.toValue(error).message.slice(0, 1_000) }, { cause: error });
  }
}
