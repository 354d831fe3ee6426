import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { compileError } from './compileError.ts';
import { compilingFolder, removeAbandoned } from './compilingFolder.ts';
import { modelKey, type ModelIdentity } from './modelKey.ts';

/** What one kind of model does on its way from a source to a compiled folder. */
export interface FolderCompiler<Model extends ModelIdentity> {
  /** reads sizes and places of weights, nothing large */
  read(): Promise<Model>;
  /** makes sure before anything is made that the model is of use; throws when it is not */
  check(model: Model): void;
  /** fills the empty folder; `onStep` hears 0 to 1 */
  write(directory: string, model: Model, key: string, onStep: (fraction: number) => void): Promise<void>;
  /** reads a compiled folder thoroughly; throws when it is not what was written */
  verify(directory: string): Promise<unknown>;
}

/** Share of the work that is reading the source for its hash. */
const HASHING = 0.1;

/**
 * Makes a compiled folder `<homeModelsFolder>/<key>`, or finds it ready. The key is that of `modelKey`. A folder is made
 * under another name and renamed when it is whole; one whose files are not those that were written is made anew.
 * `onProgress` hears 0 to 1. Errors: those of `compiler`; `cancelled`, `disk-full`, `no-permission`. None leaves
 * anything behind.
 */
export async function compileFolder<Model extends ModelIdentity>(
  homeModelsFolder: string,
  options: Readonly<Record<string, unknown>>,
  compiler: FolderCompiler<Model>,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const isSound = (directory: string): Promise<boolean> =>
    compiler.verify(directory).then(
      () => true,
      () => false,
    );
  try {
    signal?.throwIfAborted();
    onProgress?.(0);
    const model = await compiler.read();
    const key = await modelKey(model, options, (fraction) => onProgress?.(fraction * HASHING), signal);
    const directory = path.join(homeModelsFolder, key);
    if (await isSound(directory)) {
      onProgress?.(1);
      return directory;
    }

    compiler.check(model);
    await removeAbandoned(homeModelsFolder);
    const unfinished = compilingFolder(homeModelsFolder, key);
    try {
      await mkdir(unfinished, { recursive: true });
      await compiler.write(unfinished, model, key, (fraction) => onProgress?.(HASHING + fraction * (1 - HASHING)));
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
