import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where Electron's own program lies, or null when it was not fetched (the package without its binary). Read from the
 * package's files: loading the package would start a download.
 */
export function electronBinary(root: string, environment: NodeJS.ProcessEnv): string | null {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim();
    const binary = join(environment['ELECTRON_OVERRIDE_DIST_PATH'] || join(folder, 'dist'), name);
    return name !== '' && existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}
