import type { ModelInfo } from '../../app/models/ModelStatus.ts';
import type { Sampling } from '../../app/models/Sampling.ts';
import type { ModelSource } from './ModelSource.ts';

/** A model that Headwater knows by name: one weights file, where it can be had, and how its card says to sample. */
export interface CatalogModel {
  readonly info: ModelInfo;
  readonly file: {
    readonly name: string;
    /** bytes */
    readonly size: number;
    /** lower-case hex */
    readonly sha256: string;
  };
  readonly sampling: Sampling;
  /** tried in this order */
  readonly sources: readonly ModelSource[];
}
