import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sampling } from '../../../app/models/Sampling.ts';
import type { CatalogModel } from '../../../native-models/catalog/CatalogModel.ts';
import { runImport } from '../../importer/runImport.ts';
import { checkFreeSpace } from '../../store/download/checkFreeSpace.ts';
import { fetchModel } from '../../store/download/fetchModel.ts';
import { folderBytes } from '../../store/download/folderBytes.ts';
import { sha256OfFile } from '../../store/download/sha256OfFile.ts';
import { fileError } from '../../store/fileError.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import type { ModelEvent } from './ModelEvent.ts';
import { PreparedModels } from './PreparedModels.ts';

/** A compiled model is at most this much larger than its weights (Q4_1 with its correction: 1.15). */
const COMPILED_RATIO = 1.25;

export interface ObtainRequest {
  readonly home: string;
  readonly model: CatalogModel;
  /** absolute path of the file or folder that the person named; null for the catalog's model */
  readonly file: string | null;
  readonly spawn: Spawn;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ModelEvent) => void;
  /** the compiled folder was found damaged: the compiler must look at it again */
  readonly repair: boolean;
}

/**
 * The compiled folder of a model, by the shortest way: as remembered, else compiled from the weights that are there,
 * else from those that a source gives. Rejects like `fetchModel` and `runImport`.
 */
export async function obtainModel(request: ObtainRequest): Promise<string> {
  const { home, model, file, spawn, environment, signal, onEvent, repair } = request;
  const modelsFolder = join(home, 'models');
  const folder = join(home, 'downloads');
  const prepared = new PreparedModels(modelsFolder);
  const name = file ?? `catalog:${model.file.sha256}`;
  try {
    await mkdir(modelsFolder, { recursive: true });
    await mkdir(folder, { recursive: true });
    const found = repair ? null : await prepared.find(name);
    if (found !== null) return found;

    const source = await fetchModel({
      model,
      given: file,
      folder,
      environment,
      signal,
      onSource: (words) => onEvent({ kind: 'source', words }),
      onPassedOver: (sentence) => onEvent({ kind: 'passed-over', sentence }),
      onProgress: (progress) => onEvent({ kind: 'download', progress }),
    });
    onEvent({ kind: 'import', fraction: 0 });
    await checkFreeSpace(modelsFolder, (await sizeOf(source)) * COMPILED_RATIO);
    const directory = await runImport({
      spawn,
      source,
      modelsFolder,
      precision: 'fast',
      sampling: await samplingOf(source, model, signal),
      logFile: join(home, 'logs', 'importer.log'),
      signal,
      onProgress: (fraction) => onEvent({ kind: 'import', fraction }),
    });
    await prepared.add(name, directory);
    return directory;
  } catch (error) {
    throw fileError(error, 'The model could not be prepared', home);
  }
}

async function sizeOf(source: string): Promise<number> {
  const found = await stat(source);
  return found.isDirectory() ? folderBytes(source) : found.size;
}

/** What the model's card says about sampling, when the weights are those that the catalog knows. */
async function samplingOf(source: string, model: CatalogModel, signal: AbortSignal): Promise<Sampling | null> {
  if ((await sizeOf(source)) !== model.file.size || (await stat(source)).isDirectory()) return null;
  const hash = await sha256OfFile(source, signal);
  return hash.digest('hex') === model.file.sha256 ? model.sampling : null;
}
