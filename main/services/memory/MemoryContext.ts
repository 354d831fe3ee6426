import type { engineService } from '../../../app/contract/services/engine.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Settings } from '../../../app/settings/Settings.ts';
import type { storeService } from '../../store/storeService.ts';
import type { Embedder } from './Embedder.ts';

/** What memory needs of the rest of the host. */
export interface MemoryContext {
  readonly store: Client<typeof storeService>;
  readonly embedder: Embedder;
  settings(): Settings;
  /** Resolves when a model is loaded; rejects when `signal` aborts. */
  whenReady(signal: AbortSignal): Promise<Client<typeof engineService>>;
  /** true while an answer is written: work in the background waits */
  isAnswering(): boolean;
  /** Stops the answer of a conversation and resolves when its text is stored. */
  stop(conversationId: string): Promise<void>;
  /** A turn changed other than by being written: windows show it anew. */
  turnChanged(turnId: string): Promise<void>;
  /** The engine's cache, saved caches and archives of a conversation go. */
  forgetCaches(conversationId: string): Promise<void>;
  /** Text was taken out of a conversation, or of what its answers saw: `forgetCaches`, and windows read it anew. */
  erased(conversationId: string): Promise<void>;
  /** bytes that saved caches and archives of a conversation take on disk */
  diskBytes(conversationId: string): Promise<number>;
}
