import type { WhisperModel } from '../../graphs/whisper/WhisperModel.ts';
import type { WhisperTokens } from './WhisperTokens.ts';

/** A Whisper model as read from its folder, ready to be compiled; nothing large in memory. */
export interface WhisperFamilyModel {
  readonly family: string;
  readonly familyVersion: number;
  readonly name: string;
  readonly model: WhisperModel;
  readonly tokens: WhisperTokens;
  /** tokens that no transcript has, and that none begins with */
  readonly suppressed: readonly number[];
  readonly suppressedAtBegin: readonly number[];
  /** all files that the result depends on */
  readonly files: readonly string[];
  /** content of tokenizer.json */
  readonly tokenizer: unknown;
}
