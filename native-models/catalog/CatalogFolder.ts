import type { ModelInfo } from '../../app/models/ModelStatus.ts';
import type { CatalogFile } from './CatalogFile.ts';
import type { ModelSource } from './ModelSource.ts';

/** A model that Headwater knows by name and that is several files side by side. */
export interface CatalogFolder {
  readonly info: ModelInfo;
  readonly files: readonly CatalogFile[];
  /** tried in this order; the `path` of each is that of the folder, empty for a repository itself */
  readonly sources: readonly ModelSource[];
}
