import type { CaptionsStatus } from '../../../app/contract/services/captions.ts';
import type { hearingService } from '../../../app/contract/services/hearing.ts';
import type { speechService } from '../../../app/contract/services/speech.ts';
import type { Client } from '../../../app/contract/Service.ts';

/** The two processes that captions need, both loaded. */
export interface CaptionProcesses {
  readonly speech: Client<typeof speechService>;
  readonly hearing: Client<typeof hearingService>;
}

/** Recognition and voice activity, from nothing to running, as the service of captions sees it. */
export interface CaptionModels {
  status(): CaptionsStatus;
  /** Calls `listener` after every change of the status; returns what takes it away. */
  onChange(listener: () => void): () => void;
  /** Fetches and imports what is missing and starts the processes. Returns at once; the status tells. */
  prepare(): void;
  /** Stops fetching. */
  cancel(): Promise<void>;
  /**
   * The processes, once they run: they are started when they do not, and after a crash they are started again. Rejects
   * with `no-model` when something has to be fetched first (which only `prepare` does), with what went wrong when they
   * cannot be started, with `cancelled` when `signal` aborts.
   */
  whenReady(signal: AbortSignal): Promise<CaptionProcesses>;
  close(): Promise<void>;
}
