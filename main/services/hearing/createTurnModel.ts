import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { connectService } from '../../../app/contract/connectService.ts';
import { TURN_SAMPLES, turnService } from '../../../app/contract/services/turn.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { startChild } from '../../supervise/startChild.ts';
import { Supervisor, type SupervisorState } from '../../supervise/Supervisor.ts';
import type { SpeechModels } from '../speechModels/SpeechModels.ts';

const ENTRY = join(import.meta.dirname, '../../hearing/turn/process.ts');
const LOAD_LIMIT_MS = 60_000;

/** Hears whether somebody has said all there was to say, when a model for that is installed. */
export interface TurnModel {
  /**
   * How sure it is that a turn is complete, 0 to 1 (more than 0.5: it is). `samples`: 16 kHz, int16 little-endian, up to
   * now; its last eight seconds are looked at. The first call starts the process. Rejects, with `no-model` or what is
   * wrong, when there is no model or none that works now: silence decides then.
   */
  readonly turnComplete: (samples: Uint8Array<ArrayBuffer>) => Promise<number>;
  close(): Promise<void>;
}

type State = SupervisorState<Client<typeof turnService>>;

/** Keeps the chosen model of the kind `turn` running from its first use on; with another one comes another process. */
export function createTurnModel(options: {
  readonly home: string;
  readonly spawn: Spawn;
  readonly installed: Pick<SpeechModels, 'chosen' | 'onChange'>;
}): TurnModel {
  const { home, spawn, installed } = options;
  let directory: string | null = null;
  let supervisor: Supervisor<Client<typeof turnService>> | null = null;
  let state: State = { kind: 'closed' };
  let looked: Promise<void> | null = null;
  const stopListening = installed.onChange(() => {
    // Nobody has asked for it yet: whoever does looks.
    if (looked) looked = looked.then(look);
  });

  async function look(): Promise<void> {
    const found = (await installed.chosen('turn'))?.directory ?? null;
    if (found === directory) return;
    directory = found;
    const old = supervisor;
    supervisor = null;
    state = { kind: 'closed' };
    if (found !== null) launch(found);
    await old?.close();
  }
  function launch(folder: string): void {
    const mine: Supervisor<Client<typeof turnService>> = new Supervisor<Client<typeof turnService>>(
      'end-of-turn process',
      async (signal) => {
        const child = spawn(ENTRY, { name: 'turn', logFile: join(home, 'logs', 'turn.log') });
        const client = connectService(child.channel, turnService);
        await startChild(child, () => client.load({ directory: folder }), { name: 'turn', timeoutMs: LOAD_LIMIT_MS, signal });
        return { child, value: client };
      },
      (next) => {
        if (mine === supervisor) state = next;
      },
    );
    supervisor = mine;
    mine.start();
  }

  return {
    async turnComplete(samples) {
      await (looked ??= look());
      if (state.kind === 'failed') throw state.error;
      if (state.kind !== 'running') throw new AppError('no-model', 'No model that hears the end of a turn runs now.');
      const { probability } = await state.value.complete({ samples: samples.slice(-2 * TURN_SAMPLES) });
      return probability;
    },
    async close() {
      stopListening();
      await looked;
      await supervisor?.close();
    },
  };
}
