import type { OfflineTtsConfig } from 'sherpa-onnx-node';
import type { InstalledSpeech } from '../../../native-models/speech/InstalledSpeech.ts';

/** Where the files of a voice lie. */
export interface VoicePlace {
  /** absolute path of one of its files */
  readonly file: (name: string) => string;
  /** a folder that `checkPhonemes` has passed; empty for a voice that needs none */
  readonly dataDir: string;
}

/** How voices of one family are opened. */
export interface VoiceFamily {
  readonly family: string;
  /** what the native library is told of its files */
  configure(options: InstalledSpeech['options'], place: VoicePlace): Omit<OfflineTtsConfig['model'], 'numThreads' | 'debug' | 'provider'>;
}
