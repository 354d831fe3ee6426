import { CompiledEncoder } from '../CompiledEncoder.ts';
import type { EncoderFamilyModel } from '../families/EncoderFamilyModel.ts';
import { readEncoderModel } from '../families/readEncoderModel.ts';
import { buildEncoder } from '../graphs/buildEncoder.ts';
import type { Precision } from '../graphs/DecoderContext.ts';
import { checkTokenIds } from '../tokenizer/checkTokenIds.ts';
import { loadWordPiece } from '../tokenizer/loadWordPiece.ts';
import { refusedTokenizer } from '../tokenizer/refusedTokenizer.ts';
import { compileFolder, type FolderCompiler } from './compileFolder.ts';
import { readCompiledEncoder } from './readCompiledEncoder.ts';
import { writeGraphs } from './writeGraphs.ts';
import { writeManifest } from './writeManifest.ts';
import { writeSynced } from './writeSynced.ts';

/**
 * Makes an embedding model ready for the engine, or finds it ready: a folder with `model.json`, the graph, its weights
 * and the tokenizer; where and how, says `compileFolder`.
 * `source`: a folder with config.json, tokenizer.json and safetensors weights. `onProgress` hears 0 to 1.
 * Errors: those of `readEncoderModel`, `loadWordPiece` and `compileFolder`. None leaves anything behind.
 */
export function compileEncoder(
  source: string,
  homeModelsFolder: string,
  { precision }: { precision: Precision },
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const compiler: FolderCompiler<EncoderFamilyModel> = {
    read: () => readEncoderModel(source),
    check: checkTokenizer,
    verify: (directory) => readCompiledEncoder(directory, 'thorough'),
    async write(directory, model, key, onStep) {
      const onLayer = (done: number, total: number) => onStep((0.95 * done) / total);
      await writeGraphs(directory, 'encoder', async (weights) => ({
        'encoder.onnx': await buildEncoder(model.encoder, { precision, weights, onStep: onLayer, signal }),
      }));
      const compiled: CompiledEncoder = {
        format: 1,
        kind: 'encoder',
        name: model.name,
        family: model.family,
        familyVersion: model.familyVersion,
        key,
        dimensions: model.encoder.sizes.hiddenSize,
        maxTokens: model.maxTokens,
        vocabSize: model.encoder.sizes.vocabSize,
      };
      await writeSynced(directory, 'model.json', JSON.stringify(CompiledEncoder.parse(compiled), null, 2));
      await writeSynced(directory, 'tokenizer.json', JSON.stringify(model.tokenizer));
      await writeManifest(directory, signal);
    },
  };
  return compileFolder(homeModelsFolder, { precision }, compiler, onProgress, signal);
}

/** Every id must be a row of the model's table, and a text must leave room for its own tokens. */
function checkTokenizer({ tokenizer: json, encoder, maxTokens }: EncoderFamilyModel): void {
  const tokenizer = loadWordPiece(json);
  checkTokenIds(tokenizer, encoder.sizes.vocabSize);
  if (maxTokens <= tokenizer.frameTokens) {
    throw refusedTokenizer('bad-file', `of ${maxTokens} tokens none is left for a text`);
  }
}
