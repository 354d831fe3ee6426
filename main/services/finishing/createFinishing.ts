import { join } from 'node:path';
import type { finishingService } from '../../../app/contract/services/finishing.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { Supervisor, type SupervisorState } from '../../supervise/Supervisor.ts';
import type { SettingsAccess } from '../createSettingsService.ts';
import type { SpeechModels } from '../speechModels/SpeechModels.ts';
import type { Finishing } from './Finishing.ts';
import { type FinishingModels, launchFinishing } from './launchFinishing.ts';

export interface FinishingOptions {
  readonly home: string;
  readonly spawn: Spawn;
  readonly settings: Pick<SettingsAccess, 'get'>;
  readonly speechModels: Pick<SpeechModels, 'chosen'>;
  /** before a process that gave up is tried once more */
  readonly retryMs?: number;
}

/** A model that ends the process is not loaded again at every phrase. */
const RETRY_MS = 60_000;

type Process = Client<typeof finishingService>;
const KINDS = ['punctuation', 'speakers', 'offline'] as const;

/** Keeps the process for finished speech running, from its first use on, with the models that are chosen. */
export function createFinishing({ home, spawn, settings, speechModels, retryMs = RETRY_MS }: FinishingOptions): Finishing {
  let running: { readonly key: string; readonly supervisor: Supervisor<Process> } | null = null;
  let state: SupervisorState<Process> = { kind: 'closed' };
  let settled = Promise.withResolvers<void>();
  let failedAt = 0;
  let closed = false;
  /** one after the other: two that ask at once start one process */
  let turn: Promise<unknown> = Promise.resolve();

  async function chosen(): Promise<FinishingModels> {
    const [punctuation, speakers, offline] = await Promise.all(KINDS.map(async (kind) => (await speechModels.chosen(kind))?.directory ?? null));
    return { punctuation: punctuation ?? null, speakers: speakers ?? null, offline: offline ?? null };
  }
  async function start(models: FinishingModels): Promise<void> {
    const key = JSON.stringify(models);
    if (running?.key === key) {
      if (state.kind === 'failed' && Date.now() - failedAt >= retryMs) running.supervisor.start();
      return;
    }
    await running?.supervisor.close();
    const supervisor = new Supervisor<Process>(
      'finishing process',
      (signal) => launchFinishing({ ...models, spawn, threads: settings.get().threads, logFile: join(home, 'logs', 'finishing.log') }, signal),
      (next) => {
        if (running?.supervisor !== supervisor) return;
        state = next;
        if (next.kind === 'failed') failedAt = Date.now();
        if (next.kind === 'running' || next.kind === 'failed' || next.kind === 'closed') {
          settled.resolve();
          settled = Promise.withResolvers();
        }
      },
    );
    state = { kind: 'starting' };
    running = { key, supervisor };
    supervisor.start();
  }
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = turn.then(run);
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    has: async (kind) => (await chosen())[kind] !== null,
    async with(kind) {
      const models = await chosen();
      if (closed || models[kind] === null) return null;
      await inTurn(() => start(models));
      if (state.kind === 'starting' || state.kind === 'waiting') await settled.promise;
      return state.kind === 'running' ? state.value : null;
    },
    problem: () => (state.kind === 'failed' ? state.error.message : null),
    async close() {
      closed = true;
      await inTurn(async () => running?.supervisor.close());
    },
  };
}
