import type { engineService } from '../../../app/contract/services/engine.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Settings } from '../../../app/settings/Settings.ts';
import type { Memory } from '../memory/createMemoryService.ts';
import type { storeService } from '../../store/storeService.ts';

/** What the chat needs of the rest of the host. */
export interface ChatContext {
  readonly store: Client<typeof storeService>;
  readonly models: {
    /** the loaded engine; null while there is none */
    engine(): Client<typeof engineService> | null;
    /** Resolves when a model is loaded; rejects when `signal` aborts. */
    whenReady(signal: AbortSignal): Promise<Client<typeof engineService>>;
    /** name of the model, for the turn's record */
    name(): string;
  };
  readonly memory: Pick<Memory, 'gather' | 'saw' | 'said' | 'failed'>;
  settings(): Settings;
  /** tells the list of conversations that something changed */
  changed(): void;
}
