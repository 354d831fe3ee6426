import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledWhisper } from '../../../native-models/CompiledWhisper.ts';
import type { EmbeddingRows } from '../../engine/decoder/EmbeddingRows.ts';
import type { TokenDecoder, TokenStep } from './TokenDecoder.ts';

/** Far below every score, and finite. */
const HIDDEN = -1e9;

/** A transcript over encoded sound: feeds the decoder's graph, and keeps the rows of past tokens. */
export class WhisperDecoding implements TokenDecoder {
  readonly positions: number;
  readonly #session: InferenceSession;
  readonly #embedding: EmbeddingRows;
  readonly #model: CompiledWhisper;
  readonly #sound: Readonly<Record<string, Tensor>>;
  /** keys and values of each layer, [textPositions, hidden] */
  readonly #rows: readonly { readonly keys: Float32Array; readonly values: Float32Array }[];
  #length = 0;

  constructor(
    session: InferenceSession,
    embedding: EmbeddingRows,
    model: CompiledWhisper,
    sound: Readonly<Record<string, Tensor>>,
  ) {
    this.#session = session;
    this.#embedding = embedding;
    this.#model = model;
    this.#sound = sound;
    this.positions = sound['cross_keys.0']!.dims[2]!;
    const size = model.textPositions * model.hiddenSize;
    this.#rows = Array.from({ length: model.decoderLayers }, () => ({
      keys: new Float32Array(size),
      values: new Float32Array(size),
    }));
  }

  get room(): number {
    return this.#model.textPositions - this.#length;
  }

  async step(tokens: readonly number[], rows: readonly number[]): Promise<TokenStep> {
    const sound = tokens.every((token) => Number.isInteger(token) && token >= 0 && token < this.#model.vocabSize);
    if (!sound || tokens.length === 0 || tokens.length > this.room) {
      throw new AppError(
        'bad-request',
        `${tokens.length} tokens cannot follow ${this.#length}; this is a fault of the program.`,
      );
    }
    const results = await this.#session.run({ ...this.#inputs(tokens, rows), ...this.#past(), ...this.#sound });
    const floats = (name: string) => results[name]!.data as Float32Array;
    this.#keep(floats('new_keys'), floats('new_values'), tokens.length);
    return { logits: floats('logits'), alignment: floats('alignment') };
  }

  back(tokens: number): void {
    this.#length = Math.max(0, this.#length - tokens);
  }

  #inputs(tokens: readonly number[], rows: readonly number[]): Record<string, Tensor> {
    const count = tokens.length;
    const width = this.#length + count;
    const mask = new Float32Array(count * width);
    for (let row = 0; row < count; row++) mask.fill(HIDDEN, row * width + this.#length + row + 1, (row + 1) * width);
    return {
      inputs_embeds: new Tensor('float32', this.#embedding.lookUp(Int32Array.from(tokens)), [
        1,
        count,
        this.#model.hiddenSize,
      ]),
      positions: integers(tokens.map((_, at) => this.#length + at)),
      mask: new Tensor('float32', mask, [count, width]),
      logit_rows: integers(rows),
    };
  }

  #past(): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    const { hiddenSize } = this.#model;
    for (const [layer, { keys, values }] of this.#rows.entries()) {
      const dims = [1, this.#length, hiddenSize];
      feeds[`key.${layer}`] = new Tensor('float32', keys.subarray(0, this.#length * hiddenSize), dims);
      feeds[`value.${layer}`] = new Tensor('float32', values.subarray(0, this.#length * hiddenSize), dims);
    }
    return feeds;
  }

  #keep(newKeys: Float32Array, newValues: Float32Array, count: number): void {
    const { hiddenSize } = this.#model;
    const size = count * hiddenSize;
    for (const [layer, { keys, values }] of this.#rows.entries()) {
      keys.set(newKeys.subarray(layer * size, (layer + 1) * size), this.#length * hiddenSize);
      values.set(newValues.subarray(layer * size, (layer + 1) * size), this.#length * hiddenSize);
    }
    this.#length += count;
  }
}

function integers(values: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
}
