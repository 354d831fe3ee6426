import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { checkStep } from './checkStep.ts';
import { CpuKvBuffers, type CacheElements } from './CpuKvBuffers.ts';
import type { Decoder, DecoderStep, ScoredOutput, Scores } from './Decoder.ts';
import type { EmbeddingRows } from './EmbeddingRows.ts';
import type { KvBuffers } from './KvBuffers.ts';
import { ropeAngles } from './ropeAngles.ts';

/** The loaded graphs: the one for any step, and the one for many tokens, where there is one. */
export interface DecoderSessions {
  readonly session: InferenceSession;
  readonly bulk?: InferenceSession | undefined;
  /** whether they are graphs that tell more than logits */
  readonly scored?: boolean;
}

/** From so many tokens on, the graph for many is the faster one. */
const BULK_TOKENS = 16;

const SCORED_OUTPUTS = ['token_logprobs', 'query_mean', 'attention_mass'] as const;

/** A decoder on the processor: feeds the graph, and puts the new rows into their slots. */
export class CpuDecoder implements Decoder {
  readonly model: CompiledModel;
  #sessions: DecoderSessions;
  readonly #openScored: () => Promise<DecoderSessions>;
  readonly #cacheElements: CacheElements;
  readonly #embedding: EmbeddingRows;
  #running = false;

  /** @param openScored loads the graphs that tell more, over the same weights */
  constructor(
    model: CompiledModel,
    sessions: DecoderSessions,
    openScored: () => Promise<DecoderSessions>,
    cacheElements: CacheElements,
    embedding: EmbeddingRows,
  ) {
    this.model = model;
    this.#sessions = sessions;
    this.#openScored = openScored;
    this.#cacheElements = cacheElements;
    this.#embedding = embedding;
  }

  get outputs(): readonly ScoredOutput[] {
    return this.#sessions.scored === true ? SCORED_OUTPUTS : [];
  }

  get score(): Decoder['score'] {
    return this.#sessions.scored === true ? (buffers, step, wanted) => this.#step(buffers, step, wanted) : undefined;
  }

  async loadScored(): Promise<void> {
    if (this.#sessions.scored === true) return;
    if (this.#running) throw misuse('is given other graphs in the middle of a step');
    this.#running = true;
    try {
      const before = this.#sessions;
      this.#sessions = await this.#openScored();
      await release(before);
    } finally {
      this.#running = false;
    }
  }

  createBuffers(): KvBuffers {
    return new CpuKvBuffers(this.model, this.#cacheElements);
  }

  async run(buffers: KvBuffers, step: DecoderStep): Promise<Float32Array> {
    return (await this.#step(buffers, step, [])).logits;
  }

  async #step(buffers: KvBuffers, step: DecoderStep, wanted: readonly ScoredOutput[]): Promise<Scores> {
    if (!(buffers instanceof CpuKvBuffers)) throw misuse('is given the cache of another decoder');
    if (this.#running) throw misuse('is asked for two steps at once');
    checkStep(step, this.model, buffers.capacity);
    this.#running = true;
    try {
      const { session, bulk } = this.#sessions;
      const graph = bulk && step.tokens.length >= BULK_TOKENS ? bulk : session;
      const feeds = { ...this.#inputs(step, wanted), ...buffers.feeds(step.tokens.length, step.visible) };
      const { scored } = this.#sessions;
      const results = scored ? await graph.run(feeds, fetchesOf(step, wanted)) : await graph.run(feeds);
      const floats = (name: string) => (results[name]?.data as Float32Array | undefined) ?? null;
      buffers.keep(step.slots, floats('new_keys')!, floats('new_values')!);
      return {
        logits: floats('logits') ?? floats('last_logits') ?? new Float32Array(0),
        tokenLogprobs: floats('token_logprobs')?.subarray(0, -1) ?? null,
        queryMean: floats('query_mean'),
        attentionMass: floats('attention_mass'),
      };
    } finally {
      this.#running = false;
    }
  }

  async close(): Promise<void> {
    this.#sessions.session.endProfiling();
    this.#embedding.close();
    await release(this.#sessions);
  }

  #inputs({ tokens, positions, logits }: DecoderStep, wanted: readonly ScoredOutput[]): Record<string, Tensor> {
    const { model } = this;
    const count = tokens.length;
    const { cos, sin } = ropeAngles(model.rope, positions);
    const angles = [1, count, model.headDim / 2];
    const { scored } = this.#sessions;
    const isAll = logits === 'all' || wanted.includes('token_logprobs');
    const rows = BigInt64Array.from(isAll ? tokens.keys() : logits === 'last' || scored ? [count - 1] : [], BigInt);
    // What follows the last token is not known yet: its log-probability is told with the next step's logits.
    const targets = BigInt64Array.from(isAll ? [...tokens.subarray(1), 0] : [0], BigInt);
    return {
      ...(scored && { targets: new Tensor('int64', targets, [rows.length]) }),
      inputs_embeds: new Tensor('float32', this.#embedding.lookUp(tokens), [1, count, model.hiddenSize]),
      rope_cos: new Tensor('float32', cos, angles),
      rope_sin: new Tensor('float32', sin, angles),
      logit_rows: new Tensor('int64', rows, [rows.length]),
    };
  }
}

async function release({ session, bulk }: DecoderSessions): Promise<void> {
  await session.release();
  await bulk?.release();
}

function fetchesOf({ logits }: DecoderStep, wanted: readonly ScoredOutput[]): string[] {
  const rows = logits === 'all' ? ['logits'] : logits === 'last' ? ['last_logits'] : [];
  return ['new_keys', 'new_values', ...rows, ...wanted];
}

function misuse(reason: string): AppError {
  return new AppError('bad-request', `The decoder ${reason}; this is a fault of the program.`);
}
