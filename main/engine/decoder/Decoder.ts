import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import type { KvBuffers } from './KvBuffers.ts';

/** The most tokens of one step: room for the new rows of a step is part of every cache. */
export const MAX_STEP = 128;

/** New tokens for a decoder to read, 1 to `MAX_STEP`. */
export interface DecoderStep {
  readonly tokens: Int32Array;
  /** rope position of each new token; any finite number */
  readonly positions: Float64Array;
  /** the slot where each new token's keys and values go; below the capacity, each once, none of them visible */
  readonly slots: Int32Array;
  /** per slot, 1: the new tokens attend to it; slots beyond its length are not visible. New tokens see each other causally */
  readonly visible: Uint8Array;
  readonly logits: 'none' | 'last' | 'all';
}

/** What a scored graph tells beside logits. */
export type ScoredOutput = 'token_logprobs' | 'query_mean' | 'attention_mass';

/** What a scored step gives; an output that was not asked for is null. */
export interface Scores {
  /** as `Decoder.run` */
  readonly logits: Float32Array;
  /** [tokens - 1]: log-probability of each new token but the first, given all before it */
  readonly tokenLogprobs: Float32Array | null;
  /** [layers, kvHeads * headDim]: mean query of the new tokens and of the heads that share a key, before rope, unscaled */
  readonly queryMean: Float32Array | null;
  /** [capacity + tokens]: attention that each slot and each new token got, summed over layers, heads and new tokens */
  readonly attentionMass: Float32Array | null;
}

/** A loaded model. One run at a time; it blocks the thread while the processor works. */
export interface Decoder {
  readonly model: CompiledModel;
  /** names of what the graph gives beside logits, keys and values; none when it is left out */
  readonly outputs?: readonly string[];
  /** `run`, and what the model thinks of the tokens; absent until the graph that tells is loaded. */
  readonly score?: undefined | ((buffers: KvBuffers, step: DecoderStep, wanted: readonly ScoredOutput[]) => Promise<Scores>);
  /**
   * Loads the graph that tells more in the place of the one that is there, between two steps; caches stay as they are.
   * Errors: `bad-file`; the decoder is then as it was.
   */
  readonly loadScored?: () => Promise<void>;
  /** An empty cache. It belongs to this decoder. */
  createBuffers(): KvBuffers;
  /**
   * Reads the new tokens: their keys and values are in `slots` when this returns.
   * Result: [rows, vocabulary], rows being 0, 1 or the number of tokens, in memory of its own.
   * Errors: `bad-request` for a step that is not as `DecoderStep` says; the cache is then as it was.
   */
  run(buffers: KvBuffers, step: DecoderStep): Promise<Float32Array>;
  close(): Promise<void>;
}
