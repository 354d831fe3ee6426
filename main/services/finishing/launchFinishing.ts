import { join } from 'node:path';
import { connectService } from '../../../app/contract/connectService.ts';
import { finishingService } from '../../../app/contract/services/finishing.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { startChild } from '../../supervise/startChild.ts';
import type { Running } from '../../supervise/Supervisor.ts';

/** Models from a slow disk take their time; a process that takes longer hangs. */
const LOAD_LIMIT_MS = 180_000;
const ENTRY = join(import.meta.dirname, '../../speech/finishing/process.ts');

/** Folders of installed models; null for what is not there. */
export interface FinishingModels {
  readonly punctuation: string | null;
  readonly speakers: string | null;
  readonly offline: string | null;
}

/** Starts a finishing process with these models; what a `Supervisor` keeps running. Rejects like `startChild` and `load`. */
export async function launchFinishing(
  options: FinishingModels & { readonly spawn: Spawn; readonly threads: number; readonly logFile: string },
  signal: AbortSignal,
): Promise<Running<Client<typeof finishingService>>> {
  const { spawn, logFile, ...models } = options;
  const child = spawn(ENTRY, { name: 'finishing', logFile });
  const client = connectService(child.channel, finishingService);
  await startChild(child, () => client.load(models), { name: 'finishing', timeoutMs: LOAD_LIMIT_MS, signal });
  return { child, value: client };
}
