import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import { readCompiled } from '../../../native-models/import/readCompiled.ts';
import { checkSession } from './checkSession.ts';
import { CpuDecoder } from './CpuDecoder.ts';
import type { Decoder } from './Decoder.ts';
import { largestCacheLevel } from './largestCacheLevel.ts';
import { EmbeddingRows } from './EmbeddingRows.ts';

export interface DecoderOptions {
  readonly provider: 'cpu' | 'webgpu';
  /** 0: as many as the machine has cores */
  readonly threads: number;
  /** onnxruntime writes its profile to files that begin with this path */
  readonly profile?: string;
}

/**
 * Loads a compiled model. Its folder is checked before native code sees the graph, which would end the process over a
 * damaged one. Errors: `bad-file`; `unsupported` for a provider that has no graph yet.
 */
export async function openDecoder(directory: string, options: DecoderOptions): Promise<Decoder> {
  if (options.provider !== 'cpu') {
    throw new AppError('unsupported', 'Language models run on the processor so far; choose the processor as device.');
  }
  const model = await readCompiled(directory);
  const session = await InferenceSession.create(path.join(directory, 'decoder.onnx'), {
    executionProviders: ['cpu'],
    intraOpNumThreads: options.threads,
    graphOptimizationLevel: 'all',
    ...(options.profile !== undefined && { enableProfiling: true, profileFilePrefix: options.profile }),
  });
  try {
    const type = checkSession(session, model);
    const elements = type === 'int8' ? { type, largest: await largestCacheLevel() } : { type };
    return new CpuDecoder(model, session, elements, new EmbeddingRows(directory, model));
  } catch (error) {
    await session.release();
    throw error;
  }
}
