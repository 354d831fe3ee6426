import type { EncoderModel } from '../graphs/EncoderModel.ts';

/** An embedding model as read from its folder, ready to be compiled; nothing large in memory. */
export interface EncoderFamilyModel {
  readonly family: string;
  /** raised whenever the same source would compile to another graph */
  readonly familyVersion: number;
  readonly name: string;
  readonly encoder: EncoderModel;
  /** all files that the result depends on */
  readonly files: readonly string[];
  /** tokens of a text that the model reads, control tokens included */
  readonly maxTokens: number;
  /** content of tokenizer.json */
  readonly tokenizer: unknown;
}
