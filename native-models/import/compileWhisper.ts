import { CompiledWhisper } from '../CompiledWhisper.ts';
import { readWhisperModel } from '../families/whisper/readWhisperModel.ts';
import type { WhisperFamilyModel } from '../families/whisper/WhisperFamilyModel.ts';
import type { GraphKind, Precision } from '../graphs/DecoderContext.ts';
import { buildWhisperDecoder } from '../graphs/whisper/buildWhisperDecoder.ts';
import { buildWhisperEncoder, type WhisperGraphOptions } from '../graphs/whisper/buildWhisperEncoder.ts';
import type { WhisperModel } from '../graphs/whisper/WhisperModel.ts';
import { checkTokenIds } from '../tokenizer/checkTokenIds.ts';
import { loadTokenizer } from '../tokenizer/loadTokenizer.ts';
import { compileFolder, type FolderCompiler } from './compileFolder.ts';
import { readCompiledWhisper } from './readCompiledWhisper.ts';
import { writeEmbedding } from './writeEmbedding.ts';
import { writeGraphs } from './writeGraphs.ts';
import { writeManifest } from './writeManifest.ts';
import { writeSynced } from './writeSynced.ts';

type BuildGraph = (model: WhisperModel, options: WhisperGraphOptions) => Promise<Uint8Array>;

/**
 * Makes a Whisper model ready to be run, or finds it ready: a folder with `model.json`, the two graphs, their weights,
 * the table of words and the tokenizer; where and how, says `compileFolder`.
 * `source`: a folder with config.json, tokenizer.json and CTranslate2's model.bin. `onProgress` hears 0 to 1.
 * Errors: those of `readWhisperModel`, `loadTokenizer` and `compileFolder`. None leaves anything behind.
 */
export function compileWhisper(
  source: string,
  homeModelsFolder: string,
  { precision }: { precision: Precision },
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const compiler: FolderCompiler<WhisperFamilyModel> = {
    read: () => readWhisperModel(source),
    check: ({ tokenizer, model }) => checkTokenIds(loadTokenizer(tokenizer), model.sizes.vocabSize),
    verify: (directory) => readCompiledWhisper(directory, 'thorough'),
    async write(directory, model, key, onStep) {
      // Of one clip a person would not notice what int8 products save in the encoder; the decoder takes half the time.
      const graphs: [name: string, build: BuildGraph, kind: GraphKind][] = [
        ['encoder', buildWhisperEncoder, 'exact'],
        ['decoder', buildWhisperDecoder, precision],
      ];
      for (const [index, [name, build, kind]] of graphs.entries()) {
        const onLayer = (done: number, total: number) => onStep((0.9 * (index + done / total)) / graphs.length);
        await writeGraphs(directory, name, async (weights) => ({
          [`${name}.onnx`]: await build(model.model, { kind, weights, onStep: onLayer, signal }),
        }));
      }
      const embedding = await writeEmbedding(model.model.words, directory);
      const compiled = describe(model, key, embedding);
      await writeSynced(directory, 'model.json', JSON.stringify(CompiledWhisper.parse(compiled), null, 2));
      await writeSynced(directory, 'tokenizer.json', JSON.stringify(model.tokenizer));
      await writeManifest(directory, signal);
    },
  };
  return compileFolder(homeModelsFolder, { precision }, compiler, onProgress, signal);
}

function describe(source: WhisperFamilyModel, key: string, embedding: CompiledWhisper['embedding']): CompiledWhisper {
  const { sizes, alignmentHeads } = source.model;
  return {
    format: 1,
    kind: 'recognition',
    name: source.name,
    family: source.family,
    familyVersion: source.familyVersion,
    key,
    melBins: sizes.melBins,
    hiddenSize: sizes.hiddenSize,
    heads: sizes.heads,
    decoderLayers: sizes.decoderLayers,
    vocabSize: sizes.vocabSize,
    audioPositions: sizes.audioPositions,
    textPositions: sizes.textPositions,
    alignmentHeads: alignmentHeads.length,
    embedding,
    tokens: source.tokens,
    suppressed: [...source.suppressed],
    suppressedAtBegin: [...source.suppressedAtBegin],
  };
}
