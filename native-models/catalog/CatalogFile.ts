/** A file that is known by its content. */
export interface CatalogFile {
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** lower-case hex */
  readonly sha256: string;
}
