import type { Sampling } from '../../app/models/Sampling.ts';
import type { FamilyModel } from '../families/FamilyModel.ts';
import { readFamilyModel } from '../families/readFamilyModel.ts';
import type { Precision } from '../graphs/DecoderContext.ts';
import { checkConversation } from './checkConversation.ts';
import { compileFolder, type FolderCompiler } from './compileFolder.ts';
import { readCompiled } from './readCompiled.ts';
import { writeCompiled } from './writeCompiled.ts';

export interface CompileOptions {
  readonly precision: Precision;
  /** what the catalog knows of the model's card; goes before what the source says */
  readonly sampling?: Partial<Sampling>;
}

/**
 * Makes a model ready for the engine, or finds it ready: a folder with `model.json`, the graph, its weights, tokenizer
 * and chat template; where and how, says `compileFolder`.
 * `source`: a .gguf file, or a folder with config.json and safetensors weights. `onProgress` hears 0 to 1.
 * Errors: those of `readFamilyModel`, `checkConversation` and `compileFolder`. None leaves anything behind.
 */
export async function compileModel(
  source: string,
  homeModelsFolder: string,
  options: CompileOptions,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const compiler: FolderCompiler<FamilyModel> = {
    read: () => readFamilyModel(source),
    check: checkConversation,
    write: (directory, model, key, onStep) => writeCompiled(directory, model, key, options, onStep, signal),
    verify: (directory) => readCompiled(directory, 'thorough'),
  };
  return compileFolder(homeModelsFolder, { ...options }, compiler, onProgress, signal);
}
