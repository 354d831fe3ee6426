import { join } from 'node:path';
import { connectService } from '../../../app/contract/connectService.ts';
import { hearingService } from '../../../app/contract/services/hearing.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { startChild } from '../../supervise/startChild.ts';
import type { Running } from '../../supervise/Supervisor.ts';
import { folderBytes } from '../../store/download/folderBytes.ts';
import { followBusy } from './followBusy.ts';
import { loadLimitOf } from './loadLimitOf.ts';

/** Our own graphs of Whisper; streaming recognisers, for which another ONNX Runtime comes along. */
const ENTRIES = {
  whisper: join(import.meta.dirname, '../../hearing/process.ts'),
  streaming: join(import.meta.dirname, '../../speech/recognition/process.ts'),
};

export interface LoadedHearing {
  readonly client: Client<typeof hearingService>;
  /** of the model, for the person */
  readonly name: string;
  /** languages that it writes down, two or three letters each */
  readonly languages: readonly string[];
}

/**
 * Starts a hearing process with the recognition model in `directory`: a compiled Whisper (`runImport` of kind
 * `recognition`), or an installed streaming recogniser; what a `Supervisor` keeps running. `threads` 0: as many as the machine has cores. Sounds that were open in a process that
 * ended are gone with it: open them again. Rejects like `startChild` and the `load` of hearing: `bad-file` for a folder
 * that was damaged. `onBusy` hears when its model runs, and when it does not any more.
 */
export async function launchHearing(
  options: {
    spawn: Spawn;
    recogniser?: keyof typeof ENTRIES;
    directory: string;
    threads: number;
    logFile: string;
    onBusy?: ((busy: boolean) => void) | undefined;
  },
  signal: AbortSignal,
): Promise<Running<LoadedHearing>> {
  const { spawn, recogniser = 'whisper', directory, threads, logFile, onBusy } = options;
  const timeoutMs = loadLimitOf(await folderBytes(directory));
  const tooSlow = `The recogniser was not loaded within ${Math.ceil(timeoutMs / 60_000)} minutes, and the attempt was ended; everything else goes on. A smaller one loads sooner: choose it in the settings under “Voice & captions”.`;
  const child = spawn(ENTRIES[recogniser], { name: 'hearing', logFile });
  const client = connectService(child.channel, hearingService);
  const load = () => client.load({ directory, threads });
  const { name, languages } = await startChild(child, load, { name: 'hearing', timeoutMs, tooSlow, signal });
  if (onBusy) void followBusy(client, onBusy);
  return { child, value: { client, name, languages } };
}
