import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogFolder } from '../../../native-models/catalog/CatalogFolder.ts';
import { fetchFiles, type FetchOptions } from './fetchFiles.ts';
import { missingSource } from './missingSource.ts';

export interface FolderRequest extends FetchOptions {
  readonly model: CatalogFolder;
  /** the folder that the person named; null when none */
  readonly given: string | null;
  /** where downloads lie; the model's is a folder in it, named by its id */
  readonly folder: string;
}

/**
 * Gets a model of several files from the first of its sources that has them; at once when all are there already. What a
 * try that failed has brought is kept, and the next one goes on from there.
 *
 * @returns the path of the folder, or of what the person named. Rejects like `fetchFiles`; `not-found`.
 */
export async function fetchFolder(request: FolderRequest): Promise<string> {
  const { model, given } = request;
  if (given !== null) {
    await stat(given).catch(() => {
      throw missingSource(given);
    });
    return given;
  }
  const folder = join(request.folder, model.info.id);
  const files = model.files.map(({ name, size, sha256 }) => ({ file: join(folder, name), within: name, size, sha256 }));
  await fetchFiles({ ...request, name: model.info.name, sources: model.sources, files });
  return folder;
}
