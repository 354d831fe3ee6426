import { mkdir } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { openSpeechFolder } from '../../../native-models/speech/openSpeechFolder.ts';
import { runImport } from '../../importer/runImport.ts';
import { checkFreeSpace } from '../../store/download/checkFreeSpace.ts';
import { fileError } from '../../store/fileError.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { speechFolder } from './speechFolder.ts';

export interface InstallRequest {
  readonly home: string;
  readonly spawn: Spawn;
  /** of a folder, or of a single file */
  readonly path: string;
  readonly signal: AbortSignal;
  /** hears 0 to 1 */
  readonly onProgress: (fraction: number) => void;
}

/**
 * Installs a speech model in a disposable child and returns its id. Rejects like `runImport`; `bad-request`,
 * `not-found`, `unsupported`, `disk-full`, `no-permission`.
 */
export async function installFrom({ home, spawn, path, signal, onProgress }: InstallRequest): Promise<string> {
  if (!isAbsolute(path)) throw new AppError('bad-request', `Give the full path of the folder; “${path.slice(0, 200)}” is not one. Nothing was changed.`);
  const folder = speechFolder(home);
  try {
    // Ends soon, whatever the path: a whole disk is not walked through for somebody who gave that.
    const { files, sizeOf } = await openSpeechFolder(path);
    await mkdir(folder, { recursive: true });
    await checkFreeSpace(folder, files.reduce((sum, name) => sum + sizeOf(name), 0));
    const logFile = join(home, 'logs', 'importer.log');
    const request = { spawn, kind: 'speech', source: path, modelsFolder: folder, precision: 'fast', sampling: null, logFile, signal, onProgress } as const;
    return basename(await runImport(request));
  } catch (error) {
    throw fileError(error, 'The model could not be installed', path);
  }
}
