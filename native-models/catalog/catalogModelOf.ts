import type { CatalogModel } from './CatalogModel.ts';
import { defaultModel } from './defaultModel.ts';

const models: readonly CatalogModel[] = [defaultModel];

/** The model whose weights file has this sha256 (lower-case hex); undefined when the catalog does not know it. */
export function catalogModelOf(sha256: string): CatalogModel | undefined {
  return models.find((model) => model.file.sha256 === sha256);
}
