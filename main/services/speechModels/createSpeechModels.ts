import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import type { SpeechModelList } from '../../../app/models/SpeechModelList.ts';
import { SpeechRole } from '../../../app/models/SpeechRole.ts';
import type { Spawn } from '../../supervise/Spawn.ts';
import { fileError } from '../../store/fileError.ts';
import { createChangeSignal } from '../changeSignal.ts';
import type { SettingsAccess } from '../createSettingsService.ts';
import { followChanges } from '../followChanges.ts';
import { installFrom } from './installFrom.ts';
import { listInstalled, type ListedSpeech } from './listInstalled.ts';
import { removeLeftovers } from './removeLeftovers.ts';
import { removedFolder, speechFolder } from './speechFolder.ts';
import type { SpeechModels } from './SpeechModels.ts';

export interface SpeechModelsOptions {
  readonly home: string;
  readonly spawn: Spawn;
  readonly settings: SettingsAccess;
}

/** Longest sentence that the list may carry (`SpeechModelList`): one about a path may be as long as the path. */
const MAX_PROBLEM = 4_000;
/** A window hears of progress at most this often. */
const PROGRESS_MS = 100;
/** What helps others is used as soon as it is there; who writes down and who speaks is for the person to choose. */
const CHOSEN_AT_ONCE: ReadonlySet<string> = new Set(['punctuation', 'speakers', 'turn']);

/** Installs, lists and removes speech models; which one plays which part stands in the settings. */
export function createSpeechModels({ home, spawn, settings }: SpeechModelsOptions): SpeechModels {
  const changes = createChangeSignal();
  const folder = speechFolder(home);
  let listed: Promise<readonly ListedSpeech[]> = listInstalled(folder);
  let current: { readonly path: string; readonly controller: AbortController; fraction: number; done: Promise<void> } | null = null;
  let problem: string | null = null;
  /** one after the other: each is made of what the settings are before it */
  let choosing: Promise<unknown> = Promise.resolve();
  const stopListening = settings.onChange(() => changes.notify());
  // What cannot be removed now is tried again with the next removal.
  void removeLeftovers(folder).catch(() => undefined);

  const look = (): void => {
    listed = listInstalled(folder);
    changes.notify();
  };
  /** Chosen and there. */
  async function chosenId(role: SpeechRole): Promise<string | null> {
    const id = settings.get().speechModels[role];
    return (await listed).some(({ model }) => model.id === id && model.kind === role) ? (id ?? null) : null;
  }
  function choose(role: SpeechRole, id: string | null): Promise<unknown> {
    choosing = choosing.catch(() => undefined).then(() => {
      const { [role]: _, ...others } = settings.get().speechModels;
      // Another voice has other speakers.
      const speaker = role === 'voice' ? { voiceSpeaker: 0 } : {};
      return settings.set({ speechModels: id === null ? others : { ...others, [role]: id }, ...speaker });
    });
    return choosing;
  }
  async function run(path: string, signal: AbortSignal): Promise<void> {
    try {
      const id = await installFrom({
        home,
        spawn,
        path,
        signal,
        onProgress(fraction) {
          if (current) current.fraction = fraction;
          changes.notify();
        },
      });
      look();
      const kind = (await listed).find(({ model }) => model.id === id)?.model.kind;
      if (kind && kind !== 'pronunciation' && CHOSEN_AT_ONCE.has(kind) && (await chosenId(kind)) === null) await choose(kind, id);
    } catch (error) {
      if (!signal.aborted) problem = AppError.toValue(error).message.slice(0, MAX_PROBLEM);
      // A model may be whole when what came with it is not.
      look();
    }
  }
  async function cancel(): Promise<void> {
    current?.controller.abort(new AppError('cancelled', 'Installing was stopped; nothing of it was kept.'));
    await current?.done;
  }
  async function read(): Promise<SpeechModelList> {
    const models = (await listed).map(({ model }) => model);
    const chosen = {} as SpeechModelList['chosen'];
    for (const role of SpeechRole.options) chosen[role] = await chosenId(role);
    return { models, chosen, installing: current && { path: current.path, fraction: current.fraction }, problem };
  }

  return {
    handlers: {
      install({ path }) {
        if (current) throw new AppError('busy', 'Another model is being installed; wait for it, or stop it first.');
        problem = null;
        const controller = new AbortController();
        const installing = { path, controller, fraction: 0, done: Promise.resolve() };
        current = installing;
        installing.done = run(path.trim(), controller.signal).finally(() => {
          current = null;
          changes.notify();
        });
        changes.notify();
        return {};
      },
      async cancelInstall() {
        await cancel();
        return {};
      },
      async remove({ id }) {
        const found = (await listed).find(({ model }) => model.id === id);
        if (!found) throw new AppError('not-found', 'This model is not installed any more.');
        const { kind } = found.model;
        if (kind !== 'pronunciation' && (await chosenId(kind)) === id) await choose(kind, null);
        try {
          // What is half removed must not be taken for a model; what an earlier end of the program left so goes first.
          await removeLeftovers(folder);
          await rename(join(folder, id), removedFolder(home, id));
          await removeLeftovers(folder);
        } catch (error) {
          throw fileError(error, 'The model could not be removed', folder);
        } finally {
          look();
        }
        return {};
      },
      async choose({ role, id }) {
        const found = (await listed).find(({ model }) => model.id === id)?.model;
        if (id !== null && !found) throw new AppError('not-found', 'This model is not installed any more; choose another one.');
        if (found && found.kind !== role) throw new AppError('bad-request', `${found.name} is a model of another kind; choose another one.`);
        if (found && found.missing !== null) throw new AppError('no-model', found.missing);
        await choose(role, id);
        return {};
      },
      watch: (_params, signal) => followChanges(changes, signal, read, PROGRESS_MS),
    },
    async chosen(role) {
      const id = await chosenId(role);
      const found = (await listed).find(({ model }) => model.id === id);
      return found ? { ...found, directory: join(folder, found.model.id) } : null;
    },
    async pronunciationOf(language) {
      const found = (await listed).find(({ model }) => model.kind === 'pronunciation' && model.languages.includes(language));
      return found ? join(folder, found.model.id) : null;
    },
    onChange: (listener) => changes.subscribe(listener),
    async close() {
      stopListening();
      await cancel();
    },
  };
}
