import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from './hashFile.ts';

/** What tells one compiled model from another, beside the options. */
export interface ModelIdentity {
  readonly family: string;
  readonly familyVersion: number;
  /** all files that the result depends on */
  readonly files: readonly string[];
}

/**
 * The key of the compile cache: sha256 over the family, its version, the options and the content of every file the
 * model is read from. `onProgress` hears the fraction of bytes read. `placeOf` says where the content of a file is read
 * instead: a copy gives the same key when it is the same.
 */
export async function modelKey(
  model: ModelIdentity,
  options: Readonly<Record<string, unknown>>,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
  placeOf: (file: string) => string = (file) => file,
): Promise<string> {
  const sizes = await Promise.all(model.files.map(async (file) => (await stat(placeOf(file))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let read = 0;
  const content: [name: string, sha256: string][] = [];
  for (const file of model.files) {
    const onBytes = (count: number) => onProgress?.((read += count) / total);
    content.push([path.basename(file), await hashFile(placeOf(file), onBytes, signal)]);
  }
  const identity = JSON.stringify({ family: model.family, version: model.familyVersion, options, content });
  return createHash('sha256').update(identity).digest('hex');
}
