import type { finishingService } from '../../../app/contract/services/finishing.ts';
import type { Client } from '../../../app/contract/Service.ts';

/** What can be done to speech after it was spoken, with the models that a person installed. */
export interface Finishing {
  /** Whether a model of this kind is chosen. */
  has(kind: 'punctuation' | 'speakers' | 'offline'): Promise<boolean>;
  /**
   * The process, when a model of this kind is chosen and it runs: it is started when it does not. Null when none is
   * chosen, or when it cannot be had; why stands in `problem`.
   */
  with(kind: 'punctuation' | 'speakers' | 'offline'): Promise<Client<typeof finishingService> | null>;
  /** a sentence: why the process does not run; null when it does, or need not */
  problem(): string | null;
  close(): Promise<void>;
}
