import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import type { CaptionsStatus } from '../../../app/contract/services/captions.ts';
import { activityModel } from '../../../native-models/catalog/activityModel.ts';
import { recognitionModel } from '../../../native-models/catalog/recognitionModel.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { Supervisor, type SupervisorState } from '../../supervise/Supervisor.ts';
import { createChangeSignal } from '../changeSignal.ts';
import type { SettingsAccess } from '../createSettingsService.ts';
import { launchHearing, type LoadedHearing } from '../hearing/launchHearing.ts';
import { launchSpeech, type LoadedSpeech } from '../speech/launchSpeech.ts';
import type { PlacedSpeech, SpeechModels } from '../speechModels/SpeechModels.ts';
import { whisperGraphs } from '../speechModels/whisperGraphs.ts';
import type { StarterFolders, StarterSet } from '../starter/StarterSet.ts';
import type { CaptionModels, CaptionProcesses } from './CaptionModels.ts';
import { tellableLanguages } from './tellableLanguages.ts';

export interface CaptionModelsOptions {
  readonly home: string;
  readonly spawn: Spawn;
  readonly settings: Pick<SettingsAccess, 'get'>;
  /** voice activity and recognition */
  readonly starters: StarterSet;
  /** voice activity alone: what is wanted beside a recogniser that the person has installed */
  readonly activity: StarterSet;
  /** recognisers that the person has installed: the one that is chosen takes the place of Whisper */
  readonly speechModels?: Pick<SpeechModels, 'chosen' | 'onChange'>;
  /** hears when recognition runs, which has less time than reading has */
  readonly onBusy?: ((busy: boolean) => void) | undefined;
}

/** What becomes of the processes. */
interface Processes {
  readonly speech: Supervisor<LoadedSpeech>;
  hearing: Supervisor<LoadedHearing>;
  /** folder of the installed recogniser that hears; null: Whisper does */
  installed: string | null;
}

const ABSENT = new AppError('no-model', 'Captions need models that are not here yet. Fetch them first.');
const logFile = (home: string, name: string): string => join(home, 'logs', `${name}.log`);

const CLOSED = new AppError('closed', 'Headwater is closing.');

/**
 * Voice activity and recognition: fetched by the starter set, as far as the person has installed no recogniser of their
 * own, and kept running by two supervisors.
 */
export function createCaptionModels({ home, spawn, settings, starters, activity, speechModels, onBusy }: CaptionModelsOptions): CaptionModels {
  const changes = createChangeSignal();
  let folders: StarterFolders | null = null;
  /** null while they were not started */
  let running: Processes | null = null;
  let chosen: PlacedSpeech | null = null;
  /** what it can be told */
  let tellable: readonly string[] = [];
  let speech: SupervisorState<LoadedSpeech> = { kind: 'closed' };
  let hearing: SupervisorState<LoadedHearing> = { kind: 'closed' };
  let preparing: Promise<void> | null = null;
  let repaired = false;
  let closed = false;
  const stopListening = [
    ...[starters, activity].map((set) => set.onChange(() => changes.notify())),
    // Looked at one after the other: the last choice is the one that stands.
    speechModels?.onChange(() => void (choosing = choosing.then(choose))),
  ];
  let choosing = choose();
  let isLooked = false;
  /** somebody wants to hear; before that, a window that is merely open costs no memory */
  let wanted = false;
  // What is here already is imported, where that is to do; nothing is fetched before it is asked for.
  const looked = choosing
    .then(() => wantedSet().look())
    .then((isHere) => isHere && begin(), () => undefined)
    .finally(() => {
      isLooked = true;
      changes.notify();
    });

  function wantedSet(): StarterSet {
    return chosen ? activity : starters;
  }
  /** The recogniser that is to hear was never fetched, since another one heard when the folders were. */
  const isLacking = (): boolean => folders !== null && !chosen && folders[recognitionModel.info.id] === undefined;
  const failed = (): AppError | null => (speech.kind === 'failed' ? speech.error : hearing.kind === 'failed' ? hearing.error : null);
  const processes = (): CaptionProcesses | null =>
    speech.kind === 'running' && hearing.kind === 'running' ? { speech: speech.value.client, hearing: hearing.value.client } : null;

  /** Which recogniser hears from now on. What is being heard goes on with it, at a new phrase. */
  async function choose(): Promise<void> {
    chosen = (await speechModels?.chosen('streaming').catch(() => null)) ?? null;
    tellable = chosen ? await tellableLanguages(chosen) : [];
    const isHere = isLooked && (await wantedSet().look().catch(() => false));
    changes.notify();
    if (isLacking() && !closed) {
      await stop();
      folders = null;
      if (isHere) begin();
      changes.notify();
      return;
    }
    if (!running || !folders || closed || running.installed === (chosen?.directory ?? null)) return;
    const old = running.hearing;
    hearing = { kind: 'closed' };
    Object.assign(running, hearingOf(folders));
    await old.close();
    running.hearing.start();
  }
  function hearingOf(found: StarterFolders): Pick<Processes, 'hearing' | 'installed'> {
    const installed = chosen?.directory ?? null;
    const name = chosen?.model.name ?? null;
    const recogniser = installed === null || chosen?.model.family === 'whisper' ? 'whisper' : 'streaming';
    const directoryOf = async (signal: AbortSignal): Promise<string> => {
      if (installed === null) return found[recognitionModel.info.id] ?? '';
      return recogniser === 'whisper' ? whisperGraphs({ home, spawn, installed }, signal) : installed;
    };
    const supervisor = new Supervisor<LoadedHearing>(
      'hearing process',
      async (signal) => {
        const directory = await directoryOf(signal);
        return launchHearing({ spawn, recogniser, directory, threads: settings.get().threads, logFile: logFile(home, 'hearing'), onBusy }, signal);
      },
      (state) => {
        // One whose place was taken has nothing to tell any more.
        if (running && running.hearing !== supervisor) return;
        hearing = state.kind === 'failed' && name !== null ? { kind: 'failed', error: unusable(name, state.error) } : state;
        changes.notify();
      },
    );
    return { hearing: supervisor, installed };
  }
  function launch(found: StarterFolders): void {
    const file = join(found[activityModel.info.id] ?? '', activityModel.files[0]?.name ?? '');
    running = {
      speech: new Supervisor(
        'speech process',
        (signal) => launchSpeech({ spawn, activity: file, voice: null, logFile: logFile(home, 'speech') }, signal),
        (state) => {
          speech = state;
          changes.notify();
        },
      ),
      ...hearingOf(found),
    };
    running.speech.start();
    running.hearing.start();
  }
  async function stop(): Promise<void> {
    const old = running;
    running = null;
    await Promise.all([old?.speech.close(), old?.hearing.close()]);
  }
  async function run(): Promise<void> {
    const broken = failed();
    // What the person added themselves is not in the starter set, and not made anew by it.
    const isOwn = hearing.kind !== 'failed' || (running?.installed ?? null) === null || speech.kind === 'failed';
    const repair = broken?.code === 'bad-file' && isOwn && !repaired;
    if (repair) repaired = true;
    if (broken) await stop();
    if (isLacking()) folders = null;
    if (folders === null || repair) folders = await wantedSet().obtain({ repair });
    // Another one may have been chosen meanwhile.
    if (!closed && wanted && !running && !isLacking()) launch(folders);
  }
  /** Begins unless it is on its way; failures are told by the status. */
  function begin(): void {
    if (closed || preparing || (running && !failed())) return;
    preparing = run()
      .catch(() => undefined)
      .finally(() => {
        preparing = null;
        // Wanted since, while only folders were.
        if (wanted && folders !== null && !running) begin();
        changes.notify();
      });
  }

  function status(): CaptionsStatus {
    const { phase, models, progress, problem } = wantedSet().status();
    const recogniser = { name: chosen?.model.name ?? recognitionModel.info.name, languages: [...tellable] };
    const common = { models: models.map((model) => ({ ...model })), progress, recogniser };
    const broken = failed();
    const advice = chosen && hearing.kind === 'failed' ? ' Another recogniser can be chosen in the settings.' : '';
    if (broken) return { ...common, phase: 'failed', problem: `${broken.message}${advice}` };
    if (phase === 'downloading' || phase === 'importing' || phase === 'failed') return { ...common, phase, problem };
    const isHere = models.every(({ present }) => present);
    // While the processes start, a recording can begin: its sound waits for them.
    return { ...common, phase: !isLooked || (folders === null && preparing) ? 'starting' : isHere ? 'ready' : 'absent', problem: null };
  }

  return {
    status,
    onChange: (listener) => changes.subscribe(listener),
    prepare() {
      wanted = true;
      begin();
    },
    async cancel() {
      await Promise.all([starters.cancel(), activity.cancel()]);
    },
    async whenReady(signal) {
      wanted = true;
      await looked;
      if (!running && !preparing) {
        if (!(await wantedSet().look())) throw ABSENT;
        begin();
      }
      for (;;) {
        if (closed) throw CLOSED;
        signal.throwIfAborted();
        const found = processes();
        if (found) return found;
        const broken = failed();
        if (broken && !preparing) throw broken;
        if (!running && !preparing) throw new AppError('no-model', wantedSet().status().problem ?? ABSENT.message);
        await nextChange(signal);
      }
    },
    async close() {
      closed = true;
      for (const stopOne of stopListening) stopOne?.();
      changes.notify();
      await Promise.all([starters.close(), activity.close()]);
      await choosing;
      await preparing;
      await stop();
    },
  };

  function nextChange(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const unsubscribe = changes.subscribe(resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    return promise.finally(unsubscribe);
  }
}

/** What is read of a damaged copy says that it is made anew, which is so for those of the starter set alone. */
function unusable(name: string, error: AppError): AppError {
  if (error.code !== 'bad-file') return error;
  const message = `The installed copy of the recogniser ${name} is damaged; nothing else is affected. Remove it in the settings under “Voice & captions” and add it again.`;
  return new AppError('bad-file', message, {}, { cause: error });
}
