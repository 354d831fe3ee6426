import type { InstalledSpeech } from './InstalledSpeech.ts';

/** A file of an installed model: one that is copied, with more bytes behind it where wanted, or one that is written. */
export type SpeechFile = { readonly from: string; readonly append?: Uint8Array } | { readonly content: string | Uint8Array };

/** What a detector has found in a folder, checked so far that a native library can be trusted with it. */
export interface DetectedSpeech extends Pick<InstalledSpeech, 'name' | 'kind' | 'options'> {
  readonly languages?: readonly string[];
  /** of a voice; 1 when left out */
  readonly speakers?: number;
  readonly speakerNames?: readonly string[];
  /** the language of espeak-ng in which it is told phonemes, in lower case; left out for what needs none */
  readonly pronunciation?: string;
  /** what is kept, by name: letters, digits, `_`, `-` and `.`, with `/` between folders. `from` is a path in the folder. */
  readonly files: Readonly<Record<string, SpeechFile>>;
}
