import { join } from 'node:path';

/** Where the models that a person installs lie, each under its id; those of the starter set have a folder of their own. */
export function speechFolder(home: string): string {
  return join(home, 'speech-models');
}

/** Where our own graphs of an installed model lie, beside it. */
export function graphsFolder(home: string, id: string): string {
  return join(speechFolder(home), `graphs-${id}`);
}

/** What becomes of the folder of a model that is being removed. */
export function removedFolder(home: string, id: string): string {
  return join(speechFolder(home), `removed-${id}`);
}
