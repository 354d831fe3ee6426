import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledModel } from '../../../native-models/CompiledModel.ts';
import { dequantise } from '../../../native-models/formats/dequantise.ts';

/**
 * The embedding of a model, read from its file row by row: the system keeps what is used in memory, and the process
 * holds none of it. A row is some hundred bytes, read in about two microseconds.
 */
export class EmbeddingRows {
  readonly #file: number;
  readonly #table: CompiledModel['embedding'];
  readonly #hiddenSize: number;

  constructor(directory: string, { embedding, hiddenSize }: Pick<CompiledModel, 'embedding' | 'hiddenSize'>) {
    this.#file = openSync(path.join(directory, embedding.file), 'r');
    this.#table = embedding;
    this.#hiddenSize = hiddenSize;
  }

  /** [tokens, hidden]. Errors: `bad-file` when the file was cut. */
  lookUp(tokens: Int32Array): Float32Array {
    const { type, offset, rowBytes } = this.#table;
    const bytes = new Uint8Array(tokens.length * rowBytes);
    for (let index = 0; index < tokens.length; index++) {
      const read = readSync(this.#file, bytes, index * rowBytes, rowBytes, offset + tokens[index]! * rowBytes);
      if (read !== rowBytes) throw new AppError('bad-file', 'The prepared copy of this model was cut short; open the model again to have it made anew.');
    }
    const rows = dequantise(type, bytes);
    if (rows.length !== tokens.length * this.#hiddenSize) throw new AppError('bad-file', 'The embedding of this model does not fit its size; import the model again.');
    return rows;
  }

  close(): void {
    closeSync(this.#file);
  }
}
