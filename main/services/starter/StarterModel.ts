import type { CatalogFolder } from '../../../native-models/catalog/CatalogFolder.ts';

/** A model of the starter set and what has to be done with it once it is there. */
export interface StarterModel {
  readonly model: CatalogFolder;
  /** what the importer makes of it; null for one that is used as it is fetched */
  readonly kind: 'recognition' | 'speech' | null;
}
