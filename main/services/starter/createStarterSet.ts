import { AppError } from '../../../app/contract/AppError.ts';
import { fileError } from '../../store/fileError.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { fetchStarters } from './fetchStarters.ts';
import { findStarter } from './findStarter.ts';
import { importStarter } from './importStarter.ts';
import type { StarterModel } from './StarterModel.ts';
import type { StarterFolders, StarterProgress, StarterSet, StarterStatus } from './StarterSet.ts';

export interface StarterOptions {
  readonly home: string;
  readonly spawn: Spawn;
  readonly models: readonly StarterModel[];
  /** where `HEADWATER_SPEECH_MODELS`, `HF_ENDPOINT`, `HF_TOKEN` and pip's own variables are read. Defaults to that of the process */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Fetches and imports some models of the starter set, and tells where that stands. */
export function createStarterSet({ home, spawn, models, environment = process.env }: StarterOptions): StarterSet {
  const listeners = new Set<(status: StarterStatus) => void>();
  let status: StarterStatus = { phase: 'absent', models: models.map(entryOf), progress: null, problem: null };
  let attempt: { readonly controller: AbortController; readonly result: Promise<StarterFolders> } | null = null;
  let closed = false;

  function apply(change: Partial<StarterStatus>): void {
    status = { ...status, ...change };
    for (const listener of listeners) listener(status);
  }
  const settle = (phase: StarterStatus['phase'], problem: string | null = null) => apply({ phase, progress: null, problem });
  const advance = (phase: StarterStatus['phase']) => (progress: StarterProgress) => apply({ phase, progress, problem: null });
  const mark = (isPresent: (id: string) => boolean) =>
    apply({ models: status.models.map((entry) => ({ ...entry, present: isPresent(entry.id) })) });

  /** Looks for all of them and says so in the status. */
  async function find(repair: boolean) {
    const found = await Promise.all(
      models.map(async (starter) => ({ ...starter, found: await findStarter(home, starter, environment, repair) })),
    );
    const present = new Set(found.filter((one) => one.found.present).map(({ model }) => model.info.id));
    mark((id) => present.has(id));
    return found;
  }

  async function run(signal: AbortSignal, repair: boolean): Promise<StarterFolders> {
    try {
      const wanted = await find(repair);
      const present = new Set(status.models.filter((entry) => entry.present).map(({ id }) => id));
      const onPresent = (id: string) => mark((one) => present.add(id).has(one));
      const onProgress = advance('downloading');
      const fetched = await fetchStarters({ home, models: wanted, environment, signal, onProgress, onPresent });
      const folders: Record<string, string> = {};
      for (const [index, { model, kind, found }] of wanted.entries()) {
        const folder = fetched[index] ?? '';
        const isUsable = kind === null || found.ready !== null;
        folders[model.info.id] = isUsable
          ? folder
          : await importStarter({ home, spawn, kind, folder, name: found.source, signal, onProgress: advance('importing') });
      }
      signal.throwIfAborted();
      settle('ready');
      return folders;
    } catch (error) {
      if (signal.aborted) throw cancelled();
      const failure = fileError(error, 'The models could not be prepared', home);
      settle('failed', failure.message);
      throw failure;
    } finally {
      attempt = null;
    }
  }

  async function cancel(): Promise<void> {
    const current = attempt;
    if (!current) return;
    current.controller.abort(cancelled());
    await current.result.catch(() => undefined);
    settle('absent');
  }

  return {
    status: () => status,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async look() {
      return (await find(false)).every(({ found }) => found.present);
    },
    obtain({ repair = false } = {}) {
      if (closed) return Promise.reject(new AppError('closed', 'Headwater is closing.'));
      if (!attempt) {
        const controller = new AbortController();
        attempt = { controller, result: run(controller.signal, repair) };
        // The status tells of it, to who asked and to everyone.
        attempt.result.catch(() => undefined);
      }
      return attempt.result;
    },
    cancel,
    async close() {
      closed = true;
      await cancel();
    },
  };
}

function entryOf({ model: { info } }: StarterModel): StarterStatus['models'][number] {
  const { downloadBytes: bytes, ...rest } = info;
  return { ...rest, bytes, present: false };
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Fetching the models was stopped; it goes on from here next time.');
}
