import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { checkStep } from './checkStep.ts';
import { CpuKvBuffers, type CacheElements } from './CpuKvBuffers.ts';
import type { Decoder, DecoderStep } from './Decoder.ts';
import type { EmbeddingRows } from './EmbeddingRows.ts';
import type { KvBuffers } from './KvBuffers.ts';
import { ropeAngles } from './ropeAngles.ts';

/** The loaded graphs: the one for any step, and the one for many tokens, where there is one. */
export interface DecoderSessions {
  readonly session: InferenceSession;
  readonly bulk?: InferenceSession | undefined;
}

/** From so many tokens on, the graph for many is the faster one. */
const BULK_TOKENS = 16;

/** A decoder on the processor: feeds the graph, and puts the new rows into their slots. */
export class CpuDecoder implements Decoder {
  readonly model: CompiledModel;
  readonly #sessions: DecoderSessions;
  readonly #cacheElements: CacheElements;
  readonly #embedding: EmbeddingRows;
  #running = false;

  constructor(model: CompiledModel, sessions: DecoderSessions, cacheElements: CacheElements, embedding: EmbeddingRows) {
    this.model = model;
    this.#sessions = sessions;
    this.#cacheElements = cacheElements;
    this.#embedding = embedding;
  }

  createBuffers(): KvBuffers {
    return new CpuKvBuffers(this.model, this.#cacheElements);
  }

  async run(buffers: KvBuffers, step: DecoderStep): Promise<Float32Array> {
    if (!(buffers instanceof CpuKvBuffers)) throw misuse('is given the cache of another decoder');
    if (this.#running) throw misuse('is asked for two steps at once');
    checkStep(step, this.model, buffers.capacity);
    this.#running = true;
    try {
      const { session, bulk } = this.#sessions;
      const graph = bulk && step.tokens.length >= BULK_TOKENS ? bulk : session;
      const results = await graph.run({ ...this.#inputs(step), ...buffers.feeds(step.tokens.length, step.visible) });
      buffers.keep(step.slots, results['new_keys']!.data as Float32Array, results['new_values']!.data as Float32Array);
      return results['logits']!.data as Float32Array;
    } finally {
      this.#running = false;
    }
  }

  async close(): Promise<void> {
    const { session, bulk } = this.#sessions;
    session.endProfiling();
    this.#embedding.close();
    await session.release();
    await bulk?.release();
  }

  #inputs({ tokens, positions, logits }: DecoderStep): Record<string, Tensor> {
    const { model } = this;
    const count = tokens.length;
    const { cos, sin } = ropeAngles(model.rope, positions);
    const angles = [1, count, model.headDim / 2];
    const wanted = logits === 'all' ? tokens.keys() : logits === 'last' ? [count - 1] : [];
    const rows = BigInt64Array.from(wanted, BigInt);
    return {
      inputs_embeds: new Tensor('float32', this.#embedding.lookUp(tokens), [1, count, model.hiddenSize]),
      rope_cos: new Tensor('float32', cos, angles),
      rope_sin: new Tensor('float32', sin, angles),
      logit_rows: new Tensor('int64', rows, [rows.length]),
    };
  }
}

function misuse(reason: string): AppError {
  return new AppError('bad-request', `The decoder ${reason}; this is a fault of the program.`);
}
