import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Sampling } from '../../app/models/Sampling.ts';
import { readFamilyModel } from '../families/readFamilyModel.ts';
import type { Precision } from '../graphs/DecoderContext.ts';
import { checkConversation } from './checkConversation.ts';
import { compileError } from './compileError.ts';
import { compilingFolder, removeAbandoned } from './compilingFolder.ts';
import { modelKey } from './modelKey.ts';
import { readCompiled } from './readCompiled.ts';
import { writeCompiled } from './writeCompiled.ts';

export interface CompileOptions {
  readonly precision: Precision;
  /** what the catalog knows of the model's card; goes before what the source says */
  readonly sampling?: Partial<Sampling>;
}

/** Share of the work that is reading the source for its hash. */
const HASHING = 0.1;

/**
 * Makes a model ready for the engine, or finds it ready: a folder `<homeModelsFolder>/<key>` with `model.json`, the
 * graph, its weights, tokenizer and chat template. The key is that of `modelKey`. A folder is made under another name
 * and renamed when it is whole; one whose files are not those that were written is made anew.
 * `source`: a .gguf file, or a folder with config.json and safetensors weights. `onProgress` hears 0 to 1.
 * Errors: those of `readFamilyModel` and `checkConversation`; `cancelled`, `disk-full`, `no-permission`. None leaves
 * anything behind.
 */
export async function compileModel(
  source: string,
  homeModelsFolder: string,
  options: CompileOptions,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  try {
    signal?.throwIfAborted();
    onProgress?.(0);
    const model = await readFamilyModel(source);
    const key = await modelKey(model, { ...options }, (fraction) => onProgress?.(fraction * HASHING), signal);
    const directory = path.join(homeModelsFolder, key);
    if (await isSound(directory)) {
      onProgress?.(1);
      return directory;
    }

    checkConversation(model);
    await removeAbandoned(homeModelsFolder);
    const unfinished = compilingFolder(homeModelsFolder, key);
    try {
      await mkdir(unfinished, { recursive: true });
      const onStep = (fraction: number) => onProgress?.(HASHING + fraction * (1 - HASHING));
      await writeCompiled(unfinished, model, key, options, onStep, signal);
      await rm(directory, { recursive: true, force: true });
      await rename(unfinished, directory).catch(async (error: unknown) => {
        // Another process was faster: its folder has the same content.
        if (!(await isSound(directory))) throw error;
      });
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
    onProgress?.(1);
    return directory;
  } catch (error) {
    throw compileError(error);
  }
}

async function isSound(directory: string): Promise<boolean> {
  return readCompiled(directory, 'thorough').then(
    () => true,
    () => false,
  );
}
