import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { speechService } from '../../../app/contract/services/speech.ts';
import type { PrepareStatus } from '../../../app/models/PrepareStatus.ts';
import { phonemeData } from '../../../native-models/catalog/phonemeData.ts';
import { voiceModel } from '../../../native-models/catalog/voiceModel.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { Supervisor, type SupervisorState } from '../../supervise/Supervisor.ts';
import { createChangeSignal } from '../changeSignal.ts';
import type { SettingsAccess } from '../createSettingsService.ts';
import { launchSpeech, type LoadedSpeech } from '../speech/launchSpeech.ts';
import type { StarterFolders, StarterSet } from '../starter/StarterSet.ts';

export interface VoiceModelOptions {
  readonly home: string;
  readonly spawn: Spawn;
  readonly settings: Pick<SettingsAccess, 'get'>;
  /** the voice and its pronunciation data */
  readonly starters: StarterSet;
}

/** A voice, from nothing to a process that speaks. */
export interface VoiceModel {
  status(): PrepareStatus;
  /** Calls `listener` after every change of the status; returns what takes it away. */
  onChange(listener: () => void): () => void;
  /** Fetches and imports what is missing, and starts the process. Returns at once; the status tells. */
  prepare(): void;
  /** Stops fetching. */
  cancel(): Promise<void>;
  /**
   * The process with its voice, once it runs: it is started when it does not, and after a crash it is started again.
   * Rejects with `no-model` when something has to be fetched first (which only `prepare` does), with what went wrong
   * when it cannot be started, with `cancelled` when `signal` aborts.
   */
  whenReady(signal: AbortSignal): Promise<Client<typeof speechService>>;
  close(): Promise<void>;
}

const ABSENT = new AppError('no-model', 'Reading aloud needs a voice that is not here yet. Fetch it first.');
const CLOSED = new AppError('closed', 'Headwater is closing.');

/** The voice of the starter set: fetched when a person asks for it, kept running by a supervisor from its first use on. */
export function createVoiceModel({ home, spawn, settings, starters }: VoiceModelOptions): VoiceModel {
  const changes = createChangeSignal();
  let folders: StarterFolders | null = null;
  /** null while the process was not started */
  let supervisor: Supervisor<LoadedSpeech> | null = null;
  let speech: SupervisorState<LoadedSpeech> = { kind: 'closed' };
  let preparing: Promise<void> | null = null;
  let repaired = false;
  let closed = false;
  let isLooked = false;
  const stopListening = starters.onChange(() => changes.notify());
  const looked = starters
    .look()
    .catch(() => false)
    .finally(() => {
      isLooked = true;
      changes.notify();
    });

  const failed = (): AppError | null => (speech.kind === 'failed' ? speech.error : null);

  function launch(found: StarterFolders): void {
    const voice = {
      directory: found[voiceModel.info.id] ?? '',
      phonemes: found[phonemeData.info.id] ?? '',
      threads: settings.get().threads,
    };
    supervisor = new Supervisor(
      'voice process',
      (signal) => launchSpeech({ spawn, activity: null, voice, logFile: join(home, 'logs', 'voice.log') }, signal),
      (state) => {
        speech = state;
        changes.notify();
      },
    );
    supervisor.start();
  }
  async function run(): Promise<void> {
    const broken = failed();
    const repair = broken?.code === 'bad-file' && !repaired;
    if (repair) repaired = true;
    if (broken) {
      await supervisor?.close();
      supervisor = null;
    }
    if (folders === null || repair) folders = await starters.obtain({ repair });
    if (!closed && !supervisor) launch(folders);
  }
  /** Begins unless it is on its way; failures are told by the status. */
  function begin(): void {
    if (closed || preparing || (supervisor && !failed())) return;
    preparing = run()
      .catch(() => undefined)
      .finally(() => {
        preparing = null;
        changes.notify();
      });
  }
  function nextChange(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const unsubscribe = changes.subscribe(resolve);
    const wake = (): void => resolve();
    signal.addEventListener('abort', wake, { once: true });
    return promise.finally(() => {
      unsubscribe();
      signal.removeEventListener('abort', wake);
    });
  }

  return {
    status() {
      const { phase, models, progress, problem } = starters.status();
      const common = { models: models.map((model) => ({ ...model })), progress };
      const broken = failed();
      if (broken) return { ...common, phase: 'failed', problem: broken.message };
      if (phase === 'downloading' || phase === 'importing' || phase === 'failed') return { ...common, phase, problem };
      // What is here can be read with: the process starts with the first message.
      const isHere = models.every(({ present }) => present);
      return { ...common, phase: isLooked ? (isHere ? 'ready' : 'absent') : 'starting', problem: null };
    },
    onChange: (listener) => changes.subscribe(listener),
    prepare: begin,
    cancel: () => starters.cancel(),
    async whenReady(signal) {
      await looked;
      if (!supervisor && !preparing) {
        if (!(await starters.look())) throw ABSENT;
        begin();
      }
      for (;;) {
        if (closed) throw CLOSED;
        signal.throwIfAborted();
        if (speech.kind === 'running') return speech.value.client;
        const broken = failed();
        if (broken && !preparing) throw broken;
        if (!supervisor && !preparing) throw new AppError('no-model', starters.status().problem ?? ABSENT.message);
        await nextChange(signal);
      }
    },
    async close() {
      closed = true;
      stopListening();
      changes.notify();
      await starters.close();
      await preparing;
      await supervisor?.close();
    },
  };
}
