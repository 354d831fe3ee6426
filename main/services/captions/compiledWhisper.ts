import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runImport } from '../../importer/runImport.ts';
import type { Spawn } from '../../supervise/Spawn.ts';

/**
 * The folder with our own graphs of an installed Whisper: made of it when it is first used, which takes as long as reading
 * it, and found again afterwards. Rejects like `runImport`.
 */
export async function compiledWhisper({ home, spawn, source }: { readonly home: string; readonly spawn: Spawn; readonly source: string }, signal: AbortSignal): Promise<string> {
  const modelsFolder = join(home, 'models');
  await mkdir(modelsFolder, { recursive: true });
  return runImport({
    spawn, kind: 'recognition', source, modelsFolder, precision: 'fast', sampling: null, logFile: join(home, 'logs', 'importer.log'), signal, onProgress: () => undefined,
  });
}
