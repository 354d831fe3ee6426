import type { Handlers } from '../../../app/contract/Service.ts';
import type { speechModelsService } from '../../../app/contract/services/speechModels.ts';
import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import type { SpeechRole } from '../../../app/models/SpeechRole.ts';

/** An installed model and where it lies. */
export interface PlacedSpeech {
  readonly model: SpeechModel;
  /** a folder that `readInstalledSpeech` reads */
  readonly directory: string;
  /** the language of espeak-ng in which it is told phonemes; null for what needs none */
  readonly pronunciation: string | null;
}

/** The speech models that a person has installed. */
export interface SpeechModels {
  readonly handlers: Handlers<typeof speechModelsService>;
  /** The model that is chosen for a role; null for Headwater's own, or none. */
  chosen(role: SpeechRole): Promise<PlacedSpeech | null>;
  /** The folder of installed pronunciation data that has this language of espeak-ng; null when none has. */
  pronunciationOf(language: string): Promise<string | null>;
  /** Calls `listener` after every change of what is installed or chosen; returns what takes it away. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}
