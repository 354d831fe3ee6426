import type { Sampling } from '../../app/models/Sampling.ts';
import type { DecoderModel } from '../graphs/DecoderModel.ts';

/** A model as read from its source, ready to be compiled: sizes and places of weights, nothing large in memory. */
export interface FamilyModel {
  readonly family: string;
  /** raised whenever the same source would compile to another graph */
  readonly familyVersion: number;
  readonly name: string;
  readonly decoder: DecoderModel;
  /** all files that the result depends on */
  readonly files: readonly string[];
  readonly endTokens: readonly number[];
  readonly beginToken: number | null;
  /** what the source itself says about sampling */
  readonly sampling: Partial<Sampling>;
  /** content of tokenizer.json */
  readonly tokenizer: unknown;
  /** Jinja */
  readonly chatTemplate: string;
}
