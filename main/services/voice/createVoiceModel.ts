import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { speechService } from '../../../app/contract/services/speech.ts';
import type { PrepareStatus } from '../../../app/models/PrepareStatus.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { Supervisor, type SupervisorState } from '../../supervise/Supervisor.ts';
import { createChangeSignal } from '../changeSignal.ts';
import type { SettingsAccess } from '../createSettingsService.ts';
import { launchSpeech, type LoadedSpeech } from '../speech/launchSpeech.ts';
import type { SpeechModels } from '../speechModels/SpeechModels.ts';
import type { StarterFolders } from '../starter/StarterSet.ts';
import { chooseVoice, type ChosenVoice, type VoiceSources } from './chooseVoice.ts';

export interface VoiceModelOptions extends VoiceSources {
  readonly home: string;
  readonly spawn: Spawn;
  readonly settings: Pick<SettingsAccess, 'get'>;
  readonly installed: VoiceSources['installed'] & Pick<SpeechModels, 'onChange'>;
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
   * What is said with it is said by the speaker and at the speed that the settings tell, unless a call tells others.
   * Rejects with `no-model` when something has to be fetched first (which only `prepare` does), with what went wrong
   * when it cannot be started, with `cancelled` when `signal` aborts.
   */
  whenReady(signal: AbortSignal): Promise<Client<typeof speechService>>;
  /** Counts how often another voice was chosen: the process of the one before ended over that. */
  choice(): number;
  close(): Promise<void>;
}

const ABSENT = new AppError('no-model', 'Reading aloud needs a voice that is not here yet. Fetch it first.');
const CLOSED = new AppError('closed', 'Headwater is closing.');

/**
 * The voice that speaks: an installed one that was chosen, or that of the starter set, fetched when a person asks for it.
 * A supervisor keeps it running from its first use on; when another one is chosen, its process ends.
 */
export function createVoiceModel({ home, spawn, settings, ...sources }: VoiceModelOptions): VoiceModel {
  const changes = createChangeSignal();
  /** null until it was looked up */
  let chosen: ChosenVoice | null = null;
  let folders: StarterFolders | null = null;
  /** null while the process was not started */
  let supervisor: Supervisor<LoadedSpeech> | null = null;
  let speech: SupervisorState<LoadedSpeech> = { kind: 'closed' };
  let preparing: Promise<void> | null = null;
  let repaired = false;
  let closed = false;
  let choice = 0;
  const stopListening = [
    ...[sources.starters, sources.phonemes].map((set) => set.onChange(() => changes.notify())),
    sources.installed.onChange(() => void (looked = looked.then(look))),
  ];
  let looked = look();

  /** Looks which voice is chosen, and what of it is there. */
  async function look(): Promise<void> {
    const next = await chooseVoice(sources);
    await next.starters?.look().catch(() => false);
    if (next.key !== chosen?.key) {
      choice += 1;
      leave();
    }
    chosen = next;
    changes.notify();
  }
  /** Whatever runs has another voice. */
  function leave(): void {
    const old = supervisor;
    supervisor = null;
    speech = { kind: 'closed' };
    folders = null;
    void old?.close();
  }

  const failed = (): AppError | null => (speech.kind === 'failed' ? speech.error : null);

  function launch({ voiceOf, installed }: ChosenVoice, found: StarterFolders): void {
    const voice = { ...voiceOf(found), threads: settings.get().threads };
    const mine: Supervisor<LoadedSpeech> = new Supervisor<LoadedSpeech>(
      'voice process',
      (signal) => launchSpeech({ spawn, activity: null, voice, logFile: join(home, 'logs', 'voice.log') }, signal),
      (state) => {
        if (mine !== supervisor) return;
        speech = state.kind === 'failed' && installed !== null ? { kind: 'failed', error: unusable(installed, state.error) } : state;
        changes.notify();
      },
    );
    supervisor = mine;
    mine.start();
  }
  async function run(): Promise<void> {
    const wanted = chosen;
    if (!wanted) return;
    const broken = failed();
    const repair = broken?.code === 'bad-file' && wanted.installed === null && !repaired;
    if (repair) repaired = true;
    if (broken) {
      await supervisor?.close();
      supervisor = null;
    }
    const found = folders === null || repair ? ((await wanted.starters?.obtain({ repair })) ?? {}) : folders;
    // Another one was chosen meanwhile: whoever waits begins with that.
    if (wanted.key !== chosen?.key) return;
    folders = found;
    if (!closed && !supervisor) launch(wanted, found);
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
      const starters = chosen?.starters?.status();
      const { phase = 'ready', models = [], progress = null, problem = null } = starters ?? {};
      const common = { models: models.map((model) => ({ ...model })), progress };
      const broken = failed();
      if (broken) return { ...common, phase: 'failed', problem: broken.message };
      if (phase === 'downloading' || phase === 'importing' || phase === 'failed') return { ...common, phase, problem };
      // What is here can be read with: the process starts with the first message.
      const isHere = models.every(({ present }) => present);
      return { ...common, phase: chosen ? (isHere ? 'ready' : 'absent') : 'starting', problem: null };
    },
    onChange: (listener) => changes.subscribe(listener),
    prepare: begin,
    choice: () => choice,
    cancel: async () => {
      await sources.starters.cancel();
      await sources.phonemes.cancel();
    },
    async whenReady(signal) {
      await looked;
      let key: string | null = null;
      for (;;) {
        if (closed) throw CLOSED;
        signal.throwIfAborted();
        if (speech.kind === 'running') return inManner(speech.value, settings.get);
        const broken = failed();
        if (broken && !preparing) throw broken;
        if (!supervisor && !preparing) {
          // It was begun with this voice, and ended without one.
          if (key === chosen?.key) throw new AppError('no-model', chosen?.starters?.status().problem ?? ABSENT.message);
          if (chosen?.starters && !(await chosen.starters.look())) throw ABSENT;
          key = chosen?.key ?? null;
          begin();
          continue;
        }
        await nextChange(signal);
      }
    },
    async close() {
      closed = true;
      for (const stop of stopListening) stop();
      changes.notify();
      await sources.starters.close();
      await sources.phonemes.close();
      await preparing;
      await looked;
      await supervisor?.close();
    },
  };
}

/** The process, speaking as the person wants it; a speaker that the voice does not have is its first one. */
function inManner({ client, voice }: LoadedSpeech, settings: SettingsAccess['get']): Client<typeof speechService> {
  return {
    ...client,
    speak(params) {
      const { voiceSpeaker, voiceSpeed } = settings();
      return client.speak({ speaker: voiceSpeaker < (voice?.speakers ?? 1) ? voiceSpeaker : 0, speed: voiceSpeed, ...params });
    },
  };
}

function unusable(name: string, error: AppError): AppError {
  if (error.code !== 'bad-file') return error;
  const message = `The installed copy of the voice ${name} is damaged; nothing else is affected. Remove it in the settings under “Voice & captions” and add it again, or choose another voice there.`;
  return new AppError('bad-file', message, {}, { cause: error });
}
