import type { Client } from '../../../../app/contract/Service.ts';
import type { speechService } from '../../../../app/contract/services/speech.ts';
import type { PrepareStatus } from '../../../../app/models/PrepareStatus.ts';
import type { CaptionProcesses } from '../../captions/CaptionModels.ts';

/** An end-of-turn model: how likely it is that this sound (16 kHz, int16 little-endian) ends a turn, 0 to 1. */
export type TurnComplete = (samples: Uint8Array<ArrayBuffer>) => Promise<number>;

/**
 * What a conversation by voice needs, as its service sees it. Voice activity and synthesis are two processes on purpose,
 * although one could do both: making a chunk of speech holds its thread for a tenth of a second and more, and for so
 * long nobody would notice that the person begins to speak over it.
 */
export interface TalkModels {
  status(): PrepareStatus;
  /** Calls `listener` after every change of the status; returns what takes it away. */
  onChange(listener: () => void): () => void;
  /** Fetches and imports what is missing. Returns at once; the status tells. */
  prepare(): void;
  /** Stops fetching. */
  cancel(): Promise<void>;
  /** Voice activity and recognition: see `CaptionModels.whenReady`. */
  whenReady(signal: AbortSignal): Promise<CaptionProcesses>;
  /** The voice: see `VoiceModel.whenReady`. */
  whenVoice(signal: AbortSignal): Promise<Client<typeof speechService>>;
  /** the language that is spoken; null or absent: the recogniser finds out, or knows but one */
  language?(): string | null;
  /** absent where no end-of-turn model is installed */
  readonly turnComplete?: TurnComplete | undefined;
}
