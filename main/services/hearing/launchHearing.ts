import { join } from 'node:path';
import { connectService } from '../../../app/contract/connectService.ts';
import { hearingService } from '../../../app/contract/services/hearing.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { startChild } from '../../supervise/startChild.ts';
import type { Running } from '../../supervise/Supervisor.ts';

/** A graph from a slow disk takes its time; a process that takes longer hangs. */
const LOAD_LIMIT_MS = 60_000;
const ENTRY = join(import.meta.dirname, '../../hearing/process.ts');

export interface LoadedHearing {
  readonly client: Client<typeof hearingService>;
  /** of the model, for the person */
  readonly name: string;
  /** languages that it writes down, two or three letters each */
  readonly languages: readonly string[];
}

/**
 * Starts a hearing process with the compiled recognition model in `directory` (`runImport` of kind `recognition`); what
 * a `Supervisor` keeps running. `threads` 0: as many as the machine has cores. Sounds that were open in a process that
 * ended are gone with it: open them again. Rejects like `startChild` and the `load` of hearing: `bad-file` for a folder
 * that was damaged.
 */
export async function launchHearing(
  options: { spawn: Spawn; directory: string; threads: number; logFile: string },
  signal: AbortSignal,
): Promise<Running<LoadedHearing>> {
  const { spawn, directory, threads, logFile } = options;
  const child = spawn(ENTRY, { name: 'hearing', logFile });
  const client = connectService(child.channel, hearingService);
  const load = () => client.load({ directory, threads });
  const { name, languages } = await startChild(child, load, { name: 'hearing', timeoutMs: LOAD_LIMIT_MS, signal });
  return { child, value: { client, name, languages } };
}
