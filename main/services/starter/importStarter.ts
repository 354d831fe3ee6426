import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runImport } from '../../importer/runImport.ts';
import { checkFreeSpace } from '../../store/download/checkFreeSpace.ts';
import { folderBytes } from '../../store/download/folderBytes.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { PreparedModels } from '../models/PreparedModels.ts';
import { importFolder } from './findStarter.ts';
import { inTurn } from './inTurn.ts';
import type { StarterProgress } from './StarterSet.ts';

export interface ImportStarterRequest {
  readonly home: string;
  readonly spawn: Spawn;
  readonly kind: 'recognition' | 'speech';
  /** the folder of what was fetched */
  readonly folder: string;
  /** by what name the imported folder is remembered */
  readonly name: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StarterProgress) => void;
}

/** Imports what was fetched and remembers it; returns the imported folder. Rejects like `runImport`; `disk-full`. */
export function importStarter({ home, spawn, kind, folder, name, signal, onProgress }: ImportStarterRequest): Promise<string> {
  const modelsFolder = importFolder(home, kind);
  return inTurn(modelsFolder, signal, async () => {
    await mkdir(modelsFolder, { recursive: true });
    const totalBytes = await folderBytes(folder);
    // What is made of it is at most as large.
    await checkFreeSpace(modelsFolder, totalBytes);
    const tell = (fraction: number): void => {
      if (!signal.aborted) onProgress({ doneBytes: Math.round(fraction * totalBytes), totalBytes, bytesPerSecond: 0 });
    };
    tell(0);
    const directory = await runImport({
      spawn,
      kind,
      source: folder,
      modelsFolder,
      precision: 'fast',
      sampling: null,
      logFile: join(home, 'logs', 'importer.log'),
      signal,
      onProgress: tell,
    });
    await new PreparedModels(modelsFolder).add(name, directory);
    return directory;
  });
}
