import type { Handlers } from '../../app/contract/Service.ts';
import type { speechModelsService } from '../../app/contract/services/speechModels.ts';
import type { SpeechModelList } from '../../app/models/SpeechModelList.ts';

/** The installed speech models of the host in memory; installing begins and goes no further by itself. */
export class TestSpeechModels {
  list: SpeechModelList = {
    models: [],
    chosen: { streaming: null, offline: null, punctuation: null, speakers: null, turn: null, voice: null },
    installing: null,
    problem: null,
  };
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  set(changes: Partial<SpeechModelList>): Record<string, never> {
    this.list = { ...this.list, ...changes };
    this.#changed();
    return {};
  }

  handlers(states: <T>(read: () => T, signal: AbortSignal) => AsyncIterable<T>): Handlers<typeof speechModelsService> {
    return {
      install: ({ path }) => this.set({ installing: { path, fraction: 0 }, problem: null }),
      cancelInstall: () => this.set({ installing: null }),
      remove: ({ id }) => this.set({ models: this.list.models.filter((model) => model.id !== id) }),
      choose: ({ role, id }) => this.set({ chosen: { ...this.list.chosen, [role]: id } }),
      watch: (_, signal) => states(() => this.list, signal),
    };
  }
}
