import { join } from 'node:path';
import { connectService } from '../../../app/contract/connectService.ts';
import { embeddingService } from '../../../app/contract/services/embedding.ts';
import { engineService, type EngineInfo } from '../../../app/contract/services/engine.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { needsScores } from '../../../app/memory/needsScores.ts';
import type { Settings } from '../../../app/settings/Settings.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { startChild } from '../../supervise/startChild.ts';
import type { Running } from '../../supervise/Supervisor.ts';

/** A graph from a slow disk takes its time; an engine that takes longer hangs. */
const LOAD_LIMIT_MS = 180_000;
const MEBIBYTE = 2 ** 20;
const ENTRY = join(import.meta.dirname, '../../engine/process.ts');

export interface LoadedEngine {
  readonly client: Client<typeof engineService>;
  /** of the same process; no embedding model is loaded in it yet */
  readonly embedding: Client<typeof embeddingService>;
  readonly info: EngineInfo;
}

/**
 * Starts an engine process with the compiled model in `directory`; what it keeps of conversations goes to
 * `memoryFolder`. Rejects like `startChild` and the engine's `load`.
 */
export async function launchEngine(
  options: { spawn: Spawn; directory: string; memoryFolder: string; settings: Settings; logFile: string },
  signal: AbortSignal,
): Promise<Running<LoadedEngine>> {
  const { spawn, directory, memoryFolder, settings, logFile } = options;
  const { threads, contextSlots, retention } = settings;
  const memory = { directory: memoryFolder, maxBytes: settings.memoryDiskMegabytes * MEBIBYTE };
  const child = spawn(ENTRY, { name: 'engine', logFile });
  const client = connectService(child.channel, engineService);
  const embedding = connectService(child.channel, embeddingService);
  const load = (): Promise<EngineInfo> =>
    client.load({ directory, provider: 'cpu', threads, contextSlots, memory, scored: needsScores(retention) });
  const info = await startChild(child, load, { name: 'engine', timeoutMs: LOAD_LIMIT_MS, signal });
  return { child, value: { client, embedding, info } };
}
