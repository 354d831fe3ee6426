import type { ModelInfo } from '../../app/models/ModelStatus.ts';
import type { Sampling } from '../../app/models/Sampling.ts';
import type { CatalogFile } from './CatalogFile.ts';
import type { ModelSource } from './ModelSource.ts';

/** A model that Headwater knows by name: one weights file, where it can be had, and how its card says to sample. */
export interface CatalogModel {
  readonly info: ModelInfo;
  readonly file: CatalogFile;
  readonly sampling: Sampling;
  /** tried in this order */
  readonly sources: readonly ModelSource[];
}
