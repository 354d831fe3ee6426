import { join } from 'node:path';

/** Where the models that a person installs lie; those of the starter set have a folder of their own. */
export function speechFolder(home: string): string {
  return join(home, 'speech-models');
}
