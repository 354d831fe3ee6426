/** A file of a model, known by its content, and where it goes. */
export interface WantedFile {
  /** absolute path; only the whole, verified file ever bears this name */
  readonly file: string;
  /** its path within that of a source; empty when the source's path names the file itself */
  readonly within: string;
  readonly size: number;
  readonly sha256: string;
}

/** Where a source has the file. */
export function pathWithin(sourcePath: string, within: string): string {
  return [sourcePath, within].filter((part) => part !== '').join('/');
}
