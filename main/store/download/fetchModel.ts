import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogModel } from '../../../native-models/catalog/CatalogModel.ts';
import { fetchFiles, type FetchOptions } from './fetchFiles.ts';
import { missingSource } from './missingSource.ts';

export interface ModelRequest extends FetchOptions {
  readonly model: CatalogModel;
  /** the file or folder that the person named; null when none */
  readonly given: string | null;
  /** where downloads lie */
  readonly folder: string;
}

/**
 * Gets the weights of a model from the first of its sources that has them; at once when they are there already.
 *
 * @returns the path of the file, or of what the person named. Rejects like `fetchFiles`; `not-found`.
 */
export async function fetchModel(request: ModelRequest): Promise<string> {
  const { model, given, folder } = request;
  if (given !== null) {
    await stat(given).catch(() => {
      throw missingSource(given);
    });
    return given;
  }
  const { name, size, sha256 } = model.file;
  const file = join(folder, name);
  await fetchFiles({ ...request, name: model.info.name, sources: model.sources, files: [{ file, within: '', size, sha256 }] });
  return file;
}
