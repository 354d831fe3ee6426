import type { WeightFile } from '../WeightFile.ts';

/** What a `model.bin` says of itself beside its tensors. */
export interface Ctranslate2Metadata {
  /** what the variables are of (`WhisperSpec`), and its revision */
  readonly specification: string;
  readonly revision: number;
  /** variables of rank 0: settings such as `decoder/num_heads` */
  readonly scalars: ReadonlyMap<string, number>;
}

/** What `readCtranslate2` gives: settings, and where each tensor lies; an alias is a tensor of its own name. */
export type Ctranslate2File = WeightFile<Ctranslate2Metadata>;
