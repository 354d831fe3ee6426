import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CompiledWhisper } from '../../../native-models/CompiledWhisper.ts';
import { readCompiledWhisper } from '../../../native-models/import/readCompiledWhisper.ts';
import { loadTokenizer } from '../../../native-models/tokenizer/loadTokenizer.ts';
import type { Tokenizer } from '../../../native-models/tokenizer/Tokenizer.ts';
import { EmbeddingRows } from '../../engine/decoder/EmbeddingRows.ts';
import type { TokenDecoder } from './TokenDecoder.ts';
import { WhisperDecoding } from './WhisperDecoding.ts';

/** A loaded Whisper model. One run at a time is what its graphs are for; the caller sees to it. */
export interface Whisper {
  readonly model: CompiledWhisper;
  readonly tokenizer: Tokenizer;
  /** Encodes `mel` [melBins, frames] (`logMel`), an even number of frames; begins a transcript of it. */
  listen(mel: Float32Array, frames: number): Promise<TokenDecoder>;
  close(): Promise<void>;
}

/**
 * Loads a compiled Whisper model; its folder is checked before native code sees the graphs. Its threads do not wait
 * spinning for the next run. `threads` 0: as many as the machine has cores. Errors: `bad-file`; those of `loadTokenizer`.
 */
export async function openWhisper(directory: string, { threads }: { threads: number }): Promise<Whisper> {
  const model = await readCompiledWhisper(directory);
  const tokenizer = loadTokenizer(JSON.parse(await readFile(path.join(directory, 'tokenizer.json'), 'utf8')));
  const sessions: InferenceSession[] = [];
  const release = async (): Promise<void> => void (await Promise.all(sessions.map((session) => session.release())));
  try {
    for (const [name, expected] of [
      ['encoder', ofEncoder(model)],
      ['decoder', ofDecoder(model)],
    ] as const) {
      const session = await InferenceSession.create(path.join(directory, `${name}.onnx`), {
        executionProviders: ['cpu'],
        intraOpNumThreads: threads,
        graphOptimizationLevel: 'all',
        extra: { session: { set_denormal_as_zero: '1', intra_op: { allow_spinning: '0' } } },
      });
      sessions.push(session);
      checkSignature(session, expected);
    }
  } catch (error) {
    await release();
    throw error;
  }
  const [encoder, decoder] = sessions as [InferenceSession, InferenceSession];
  const embedding = new EmbeddingRows(directory, model);
  return {
    model,
    tokenizer,
    async listen(mel, frames) {
      if (
        frames % 2 !== 0 ||
        frames < 2 ||
        frames > 2 * model.audioPositions ||
        mel.length !== frames * model.melBins
      ) {
        throw new AppError(
          'bad-request',
          `${frames} frames of sound cannot be encoded; this is a fault of the program.`,
        );
      }
      const sound = await encoder.run({ mel: new Tensor('float32', mel, [1, model.melBins, frames]) });
      return new WhisperDecoding(decoder, embedding, model, sound);
    },
    async close() {
      embedding.close();
      await release();
    },
  };
}

/** Errors: `bad-file` when a graph's inputs and outputs are not those of the description. */
function checkSignature(session: InferenceSession, expected: readonly string[]): void {
  const actual = [...session.inputMetadata, ...session.outputMetadata].map((value) =>
    value.isTensor ? `${value.name} ${value.type} ${value.shape.join(',')}` : value.name,
  );
  if (actual.toSorted().join('; ') !== expected.toSorted().join('; ')) {
    throw new AppError(
      'bad-file',
      'The prepared graph of this model does not fit its description; import the model again.',
    );
  }
}

const perLayer = ({ decoderLayers }: CompiledWhisper, name: string, shape: string): string[] =>
  Array.from({ length: decoderLayers }, (_, layer) => `${name}.${layer} float32 ${shape}`);

const ofSound = (model: CompiledWhisper): string[] => {
  const headDim = model.hiddenSize / model.heads;
  return [
    ...perLayer(model, 'cross_keys', `${model.heads},${headDim},A`),
    ...perLayer(model, 'cross_values', `${model.heads},A,${headDim}`),
  ];
};

/** What `buildWhisperEncoder` documents. */
const ofEncoder = (model: CompiledWhisper): string[] => [`mel float32 1,${model.melBins},F`, ...ofSound(model)];

/** What `buildWhisperDecoder` documents. */
const ofDecoder = (model: CompiledWhisper): string[] => {
  const { hiddenSize, vocabSize, decoderLayers, alignmentHeads } = model;
  return [
    `inputs_embeds float32 1,S,${hiddenSize}`,
    'positions int64 S',
    'mask float32 S,T',
    'logit_rows int64 R',
    ...perLayer(model, 'key', `1,C,${hiddenSize}`),
    ...perLayer(model, 'value', `1,C,${hiddenSize}`),
    ...ofSound(model),
    `logits float32 1,R,${vocabSize}`,
    `new_keys float32 ${decoderLayers},S,${hiddenSize}`,
    `new_values float32 ${decoderLayers},S,${hiddenSize}`,
    `alignment float32 ${alignmentHeads},S,A`,
  ];
};
