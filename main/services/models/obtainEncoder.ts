import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogFolder } from '../../../native-models/catalog/CatalogFolder.ts';
import { runImport } from '../../importer/runImport.ts';
import { checkFreeSpace } from '../../store/download/checkFreeSpace.ts';
import { fetchFolder } from '../../store/download/fetchFolder.ts';
import { folderBytes } from '../../store/download/folderBytes.ts';
import { fileError } from '../../store/fileError.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import type { EmbeddingStatus } from './EmbeddingModel.ts';
import { PreparedModels } from './PreparedModels.ts';

export interface ObtainEncoderRequest {
  readonly home: string;
  readonly model: CatalogFolder;
  /** a folder that is used instead of the catalog's model; null for the latter */
  readonly given: string | null;
  readonly spawn: Spawn;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onStatus: (status: EmbeddingStatus) => void;
  /** resolves when a download may begin */
  readonly mayFetch: () => Promise<void>;
  /** the compiled folder was found damaged: the compiler must look at it again */
  readonly repair: boolean;
}

/**
 * The compiled folder of an embedding model, by the shortest way: as remembered, else compiled from what is there, else
 * from what a source gives. Rejects like `fetchFolder` and `runImport`.
 */
export async function obtainEncoder(request: ObtainEncoderRequest): Promise<string> {
  const { home, model, given, spawn, environment, signal, onStatus, mayFetch, repair } = request;
  // A folder of its own: the list of what is prepared has one writer.
  const modelsFolder = join(home, 'models', 'embedding');
  const prepared = new PreparedModels(modelsFolder);
  const name = given ?? `catalog:${model.files.map(({ sha256 }) => sha256.slice(0, 16)).join('+')}`;
  try {
    const found = repair ? null : await prepared.find(name);
    if (found !== null) return found;
    await mayFetch();
    await mkdir(modelsFolder, { recursive: true });
    let note: string | null = null;
    onStatus({ phase: 'downloading', progress: null, note });
    const source = await fetchFolder({
      model,
      given,
      folder: join(home, 'downloads'),
      environment,
      signal,
      onSource: (words) => onStatus({ phase: 'downloading', progress: 0, note: (note = `from ${words}`) }),
      onPassedOver: (sentence) => onStatus({ phase: 'downloading', progress: null, note: sentence }),
      onProgress: ({ done, total }) => onStatus({ phase: 'downloading', progress: total > 0 ? done / total : null, note }),
    });
    onStatus({ phase: 'importing', progress: 0, note: null });
    // The compiled table of words is smaller, the rest as large as it was.
    await checkFreeSpace(modelsFolder, await folderBytes(source));
    const directory = await runImport({
      kind: 'embedding',
      spawn,
      source,
      modelsFolder,
      precision: 'fast',
      sampling: null,
      logFile: join(home, 'logs', 'importer.log'),
      signal,
      onProgress: (progress) => onStatus({ phase: 'importing', progress, note: null }),
    });
    await prepared.add(name, directory);
    return directory;
  } catch (error) {
    throw fileError(error, 'The embedding model could not be prepared', home);
  }
}
