import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { readCompiled } from '../../../native-models/import/readCompiled.ts';
import { attentionMask } from './attentionMask.ts';
import { checkSession } from './checkSession.ts';
import { checkStep } from './checkStep.ts';
import { CpuKvBuffers } from './CpuKvBuffers.ts';
import type { Decoder, DecoderStep } from './Decoder.ts';
import { EmbeddingRows } from './EmbeddingRows.ts';
import type { KvBuffers } from './KvBuffers.ts';
import { ropeAngles } from './ropeAngles.ts';

export interface DecoderOptions {
  readonly provider: 'cpu' | 'webgpu';
  /** 0: as many as the machine has cores */
  readonly threads: number;
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
    enableMemPattern: false,
  });
  try {
    checkSession(session, model);
    return new CpuDecoder(model, session, new EmbeddingRows(directory, model));
  } catch (error) {
    await session.release();
    throw error;
  }
}

class CpuDecoder implements Decoder {
  readonly model: CompiledModel;
  readonly #session: InferenceSession;
  readonly #embedding: EmbeddingRows;
  #running = false;

  constructor(model: CompiledModel, session: InferenceSession, embedding: EmbeddingRows) {
    this.model = model;
    this.#session = session;
    this.#embedding = embedding;
  }

  createBuffers(): KvBuffers {
    return new CpuKvBuffers(this.model);
  }

  async run(buffers: KvBuffers, step: DecoderStep): Promise<Float32Array> {
    if (!(buffers instanceof CpuKvBuffers)) throw new AppError('bad-request', 'The cache belongs to another decoder; this is a fault of the program.');
    if (this.#running) throw new AppError('bad-request', 'The decoder is asked for two steps at once; this is a fault of the program.');
    checkStep(step, this.model, buffers.capacity);
    this.#running = true;
    try {
      const count = step.tokens.length;
      const { feeds, fetches, rows } = buffers.tensors(count);
      const { cos, sin } = ropeAngles(this.model.rope, step.positions);
      const pairs = cos.length / count;
      const wanted = step.logits === 'all' ? step.tokens.keys() : step.logits === 'last' ? [count - 1] : [];
      const logitRows = BigInt64Array.from(wanted, BigInt);
      const results = await this.#session.run(
        {
          ...feeds,
          inputs_embeds: new Tensor('float32', this.#embedding.lookUp(step.tokens), [1, count, this.model.hiddenSize]),
          rope_cos: new Tensor('float32', cos, [1, count, pairs]),
          rope_sin: new Tensor('float32', sin, [1, count, pairs]),
          mask: new Tensor('float32', attentionMask(step.visible, buffers.capacity, count), [count, rows]),
          logit_rows: new Tensor('int64', logitRows, [logitRows.length]),
        },
        { ...fetches, logits: null },
      );
      buffers.keep(step.slots);
      return results.logits!.data as Float32Array;
    } finally {
      this.#running = false;
    }
  }

  async close(): Promise<void> {
    this.#embedding.close();
    await this.#session.release();
  }
}
