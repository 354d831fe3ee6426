import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledEncoder } from '../../../native-models/CompiledEncoder.ts';
import { readCompiledEncoder } from '../../../native-models/import/readCompiledEncoder.ts';
import { loadWordPiece } from '../../../native-models/tokenizer/loadWordPiece.ts';
import type { Encoder } from './Encoder.ts';

/**
 * Loads a compiled embedding model. Its folder is checked before native code sees the graph. Its threads do not wait
 * spinning for the next run: the cores are the chat model's. Errors: `bad-file`; those of `loadWordPiece`.
 */
export async function openEncoder(directory: string, threads: number): Promise<Encoder> {
  const model = await readCompiledEncoder(directory);
  const tokenizer = loadWordPiece(JSON.parse(await readFile(path.join(directory, 'tokenizer.json'), 'utf8')));
  const session = await InferenceSession.create(path.join(directory, 'encoder.onnx'), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  if (signatureOf(session) !== expected(model)) {
    await session.release();
    throw new AppError('bad-file', 'The prepared graph of this model does not fit its description; import the model again.');
  }
  return {
    dimensions: model.dimensions,
    maxTokens: model.maxTokens,
    tokenise: (text) => tokenizer.encode(text, model.maxTokens),
    async run(texts) {
      const { vectors } = await session.run(inputsOf(texts));
      return vectors!.data as Float32Array;
    },
    close: () => session.release(),
  };
}

/** What `buildEncoder` documents; shorter texts are padded with token 0, which their length leaves out. */
function inputsOf(texts: readonly Int32Array[]): Record<string, Tensor> {
  const width = Math.max(...texts.map((text) => text.length));
  const ids = new BigInt64Array(texts.length * width);
  for (const [row, text] of texts.entries()) {
    for (const [column, id] of text.entries()) ids[row * width + column] = BigInt(id);
  }
  const lengths = BigInt64Array.from(texts, (text) => BigInt(text.length));
  return { ids: new Tensor('int64', ids, [texts.length, width]), lengths: new Tensor('int64', lengths, [texts.length]) };
}

function signatureOf(session: InferenceSession): string {
  const values = [...session.inputMetadata, ...session.outputMetadata];
  return values.map((value) => (value.isTensor ? `${value.name} ${value.type} ${value.shape.join(',')}` : value.name)).join('; ');
}

const expected = ({ dimensions }: CompiledEncoder) => `ids int64 B,S; lengths int64 B; vectors float32 B,${dimensions}`;
