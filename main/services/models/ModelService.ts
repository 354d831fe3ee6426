import type { embeddingService } from '../../../app/contract/services/embedding.ts';
import type { engineService } from '../../../app/contract/services/engine.ts';
import type { modelsService } from '../../../app/contract/services/models.ts';
import type { Client, Handlers } from '../../../app/contract/Service.ts';
import type { ModelStatus } from '../../../app/models/ModelStatus.ts';

/** The chat model as the rest of the host sees it. */
export interface ModelService {
  /** What the windows call. */
  readonly handlers: Handlers<typeof modelsService>;
  status(): ModelStatus;
  /** The loaded engine; null unless the phase is `ready`. A client whose engine crashed fails with `closed`. */
  engine(): Client<typeof engineService> | null;
  /** The embedding service of the same process; null unless the phase is `ready`. */
  embedding(): Client<typeof embeddingService> | null;
  /** Resolves with the engine as soon as one is ready; rejects only when `signal` aborts or the service closes. */
  whenReady(signal: AbortSignal): Promise<Client<typeof engineService>>;
  /** Asks the engine, if there is one, what it takes of the memory now, for the status. Never fails. */
  measure(): Promise<void>;
  /** Calls `listener` after every change of the status; returns what takes it away. */
  onChange(listener: (status: ModelStatus) => void): () => void;
  /** Begins to get, import and load the model. Returns at once; progress is in the status. */
  start(): void;
  /** Stops downloads and children. */
  close(): Promise<void>;
}
