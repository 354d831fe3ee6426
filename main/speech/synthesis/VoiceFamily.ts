import type { OfflineTtsConfig, SpokenRequest } from 'sherpa-onnx-node';
import type { InstalledSpeech } from '../../../native-models/speech/InstalledSpeech.ts';

/** Where the files of a voice lie. */
export interface VoicePlace {
  /** absolute path of one of its files */
  readonly file: (name: string) => string;
  /** a folder that `checkPhonemes` has passed; empty for a voice that needs none */
  readonly dataDir: string;
}

/** What is said in one go. */
export interface SpokenPiece {
  readonly text: string;
  readonly speaker: number;
  readonly speed: number;
}

/** How voices of one family are opened. Each has its detector in native-models/speech/families. */
export interface VoiceFamily {
  readonly family: string;
  /** characters that it says well in one go */
  readonly longest: number;
  /** what the native library is told of its files */
  readonly configure: (options: InstalledSpeech['options'], place: VoicePlace) => Omit<OfflineTtsConfig['model'], 'numThreads' | 'debug' | 'provider'>;
  /** How a piece is asked for, once what it takes has been read. Left out: by speaker and speed. */
  readonly prepare?: (options: InstalledSpeech['options'], place: VoicePlace) => Promise<(piece: SpokenPiece) => SpokenRequest>;
  /** Cuts a text that would be too much for it at once, whatever its length in characters. Left out: nothing is. */
  readonly cut?: (text: string) => readonly string[];
}
