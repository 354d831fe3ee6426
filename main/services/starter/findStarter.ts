import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PreparedModels } from '../models/PreparedModels.ts';
import type { StarterModel } from './StarterModel.ts';

/** A model of the starter set on this machine: where it is, or where it comes from and goes to. */
export interface FoundStarter {
  /** the folder to use; null when there is something to do yet */
  readonly ready: string | null;
  /** all files are there, so that nothing has to be fetched */
  readonly present: boolean;
  /** a folder of the person's that is used instead of fetching; null for none */
  readonly given: string | null;
  /** by what name the imported folder is remembered */
  readonly source: string;
}

/** Where the importer puts models of this kind. A folder for each: its list of what is prepared has one writer. */
export function importFolder(home: string, kind: string): string {
  return join(home, 'models', kind);
}

/**
 * Looks for a model of the starter set: what was imported before, what was fetched before, and what the person has in
 * the folder that `HEADWATER_SPEECH_MODELS` names (a folder in it for each model, named by its id in the catalog).
 *
 * @param repair what was imported before is not trusted
 */
export async function findStarter(
  home: string,
  { model, kind }: StarterModel,
  environment: NodeJS.ProcessEnv,
  repair = false,
): Promise<FoundStarter> {
  const { id } = model.info;
  const own = environment['HEADWATER_SPEECH_MODELS'];
  const named = own ? join(own, id) : null;
  const given = named !== null && (await isThere(named)) ? named : null;
  const source = given ?? `catalog:${model.files.map(({ sha256 }) => sha256.slice(0, 16)).join('+')}`;
  if (kind !== null && !repair) {
    const ready = await new PreparedModels(importFolder(home, kind)).find(source);
    if (ready !== null) return { ready, present: true, given, source };
  }
  const folder = join(home, 'downloads', id);
  const sizes = await Promise.all(model.files.map(({ name }) => stat(join(folder, name)).then(({ size }) => size, () => -1)));
  const present = given !== null || model.files.every(({ size }, index) => sizes[index] === size);
  return { ready: present && kind === null ? (given ?? folder) : null, present, given, source };
}

const isThere = (folder: string): Promise<boolean> => stat(folder).then((found) => found.isDirectory(), () => false);
