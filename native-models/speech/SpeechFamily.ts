import type { DetectedSpeech } from './DetectedSpeech.ts';
import type { SpeechFolder } from './SpeechFolder.ts';

/** One way to build a speech model. A new one is one file in `families` and one line in `speechFamilies`. */
export interface SpeechFamily {
  readonly family: string;
  /** raised whenever the same files would be installed otherwise */
  readonly version: number;
  /** completes "a folder with …", for who gave one that is none */
  readonly about: string;
  /**
   * Null for a folder that is of another family. A folder that is of this one and cannot be used is refused with a
   * reason. It runs in the disposable importer, and is the last to look before the native library does: names, types
   * and shapes of what every graph takes and gives, metadata, and all files beside them.
   * Errors: `bad-file`, `unsupported`, `not-found`.
   */
  readonly detect: (folder: SpeechFolder) => Promise<DetectedSpeech | null>;
}
