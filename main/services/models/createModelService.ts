import { stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { embeddingService } from '../../../app/contract/services/embedding.ts';
import type { engineService } from '../../../app/contract/services/engine.ts';
import type { modelsService } from '../../../app/contract/services/models.ts';
import type { Client, Handlers } from '../../../app/contract/Service.ts';
import type { ModelInfo, ModelStatus } from '../../../app/models/ModelStatus.ts';
import type { Settings } from '../../../app/settings/Settings.ts';
import type { CatalogModel } from '../../../native-models/catalog/CatalogModel.ts';
import { defaultModel } from '../../../native-models/catalog/defaultModel.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { Supervisor } from '../../supervise/Supervisor.ts';
import type { SettingsAccess } from '../createSettingsService.ts';
import { launchEngine, type LoadedEngine } from './launchEngine.ts';
import { MEMORY_FOLDER } from '../memory/memoryFolder.ts';
import type { ModelEvent } from './ModelEvent.ts';
import type { ModelService } from './ModelService.ts';
import { nextModelStatus } from './nextModelStatus.ts';
import { obtainModel } from './obtainModel.ts';

export interface ModelServiceOptions {
  readonly home: string;
  readonly settings: SettingsAccess;
  readonly spawn: Spawn;
  /** what is used while the person names no file. Defaults to the catalog's default model */
  readonly model?: CatalogModel;
  /** where `HEADWATER_MODEL` (a file to start with), `HF_ENDPOINT`, `HF_TOKEN` and pip's own variables are read. Defaults to that of the process */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Settings that an engine is started with. */
const RESTARTING = ['threads', 'contextSlots', 'memoryDiskMegabytes'] as const satisfies readonly (keyof Settings)[];

/** One attempt to have a model running; another one takes its place. */
interface Attempt {
  readonly file: string | null;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** The chat model of the host: gets it, imports it, keeps an engine running with it, and tells where it stands. */
export function createModelService(options: ModelServiceOptions): ModelService {
  const { home, settings, spawn, model = defaultModel, environment = process.env } = options;
  const listeners = new Set<(status: ModelStatus) => void>();
  const closing = new AbortController();
  let status = initialStatus(model.info);
  let client: Client<typeof engineService> | null = null;
  let embedding: Client<typeof embeddingService> | null = null;
  let loadedWith: Settings | null = null;
  let attempt: Attempt | null = null;

  function apply(event: ModelEvent): void {
    status = nextModelStatus(status, event);
    for (const listener of listeners) listener(status);
  }
  function subscribe(listener: (status: ModelStatus) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Takes the place of the attempt before it, which is over before this one begins. */
  function begin(file: string | null): void {
    if (closing.signal.aborted) return;
    const previous = attempt;
    previous?.controller.abort();
    const controller = new AbortController();
    attempt = { file, controller, ended: run() };

    async function run(): Promise<void> {
      await previous?.ended;
      const { signal } = controller;
      const tell = (event: ModelEvent): void => {
        if (!signal.aborted) apply(event);
      };
      try {
        tell({ kind: 'begin', model: file === null ? model.info : infoOf(file) });
        for (let repair = false; ; repair = true) {
          signal.throwIfAborted();
          const directory = await obtainModel({ home, model, file, spawn, environment, signal, onEvent: tell, repair });
          if (settings.get().modelFile !== file) await settings.set({ modelFile: file });
          const error = await keepEngine(directory, signal, tell);
          // A damaged folder is compiled anew, once; whatever else failed needs the person.
          if (error.code !== 'bad-file' || repair) throw error;
        }
      } catch (error) {
        tell({ kind: 'fail', error: error instanceof AppError ? error : AppError.fromValue(AppError.toValue(error)) });
      }
    }
  }

  /** Keeps an engine running until it fails for good, or `signal` aborts; resolves with the reason. */
  async function keepEngine(directory: string, signal: AbortSignal, tell: (event: ModelEvent) => void): Promise<AppError> {
    const logFile = join(home, 'logs', 'engine.log');
    const launch = (launchSignal: AbortSignal) => {
      loadedWith = settings.get();
      const memoryFolder = join(home, MEMORY_FOLDER);
      return launchEngine({ spawn, directory, memoryFolder, settings: loadedWith, logFile }, launchSignal);
    };
    const { promise, resolve: end } = Promise.withResolvers<AppError>();
    const supervisor = new Supervisor<LoadedEngine>('engine', launch, (state) => {
      client = state.kind === 'running' ? state.value.client : null;
      embedding = state.kind === 'running' ? state.value.embedding : null;
      if (state.kind === 'starting') tell({ kind: 'load' });
      else if (state.kind === 'running') tell({ kind: 'ready', engine: state.value.info });
      else if (state.kind === 'waiting') tell({ kind: 'restart', error: state.error });
      else end(state.kind === 'failed' ? state.error : new AppError('closed', 'The engine was closed.'));
    });
    const close = (): void => void supervisor.close();
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    supervisor.start();
    const error = await promise;
    signal.removeEventListener('abort', close);
    await supervisor.close();
    return error;
  }

  /** Starts the engine anew, if one was started; one that comes later comes as it should. */
  function restartEngine(): void {
    if (attempt && ['loading', 'ready', 'restarting', 'failed'].includes(status.phase)) begin(attempt.file);
  }

  const stopListening = settings.onChange((next) => {
    if (!loadedWith) return;
    const before = loadedWith;
    if (RESTARTING.some((name) => next[name] !== before[name])) restartEngine();
  });

  const handlers: Handlers<typeof modelsService> = {
    async install({ file }) {
      const path = file === null ? null : resolve(file);
      if (path !== null) {
        await stat(path).catch(() => {
          throw new AppError('not-found', `${path} is not there or cannot be read; name another file.`);
        });
      } else if (settings.get().modelFile !== null) await settings.set({ modelFile: null });
      begin(path);
      return {};
    },
    async cancel() {
      const current = attempt;
      if (!current || !['absent', 'downloading', 'verifying', 'importing', 'loading'].includes(status.phase)) return {};
      current.controller.abort();
      await current.ended;
      if (attempt === current) apply({ kind: 'cancel' });
      return {};
    },
    restart() {
      if (status.phase === 'failed' || status.phase === 'absent') begin(attempt ? attempt.file : settings.get().modelFile);
      return {};
    },
    async *watch(_, signal) {
      const items = new Mailbox<ModelStatus>((_last, next) => next);
      const unsubscribe = subscribe((next) => items.push(next));
      const end = (): void => items.end();
      signal.addEventListener('abort', end, { once: true });
      closing.signal.addEventListener('abort', end, { once: true });
      items.push(status);
      if (signal.aborted || closing.signal.aborted) end();
      try {
        yield* items;
      } finally {
        unsubscribe();
        closing.signal.removeEventListener('abort', end);
      }
    },
  };

  return {
    handlers,
    status: () => status,
    engine: () => client,
    embedding: () => embedding,
    onChange: subscribe,
    async measure() {
      const asked = client;
      const bytes = await asked?.residentBytes({}).then(
        (answer) => answer.bytes,
        () => undefined, // it is gone, or going; the next one is measured when it has loaded
      );
      if (bytes !== undefined && client === asked) apply({ kind: 'measured', residentBytes: bytes });
    },
    async whenReady(signal) {
      if (client) return client;
      const { promise, resolve: ready, reject } = Promise.withResolvers<Client<typeof engineService>>();
      const unsubscribe = subscribe(() => client && ready(client));
      const abort = (): void => reject(new AppError('cancelled', 'Waiting for the model was stopped.'));
      const close = (): void => reject(new AppError('closed', 'Headwater is closing.'));
      signal.addEventListener('abort', abort, { once: true });
      closing.signal.addEventListener('abort', close, { once: true });
      if (signal.aborted) abort();
      if (closing.signal.aborted) close();
      return promise.finally(() => {
        unsubscribe();
        signal.removeEventListener('abort', abort);
        closing.signal.removeEventListener('abort', close);
      });
    },
    start: () => begin(environment['HEADWATER_MODEL'] || settings.get().modelFile),
    async close() {
      closing.abort();
      stopListening();
      attempt?.controller.abort();
      await attempt?.ended;
    },
  };
}

function initialStatus(model: ModelInfo): ModelStatus {
  return { model, phase: 'absent', progress: null, source: null, notes: [], error: null, engine: null };
}

function infoOf(file: string): ModelInfo {
  const name = basename(file, extname(file)).slice(0, 200);
  return { id: `file:${name}`.slice(0, 200), name, about: 'A model from this computer.', licence: 'as its maker says', downloadBytes: 0 };
}
