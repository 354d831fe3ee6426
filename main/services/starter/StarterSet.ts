/** A model of a starter set, as a person is told of it before and after it is fetched. */
export interface StarterEntry {
  readonly id: string;
  readonly name: string;
  /** a sentence */
  readonly about: string;
  readonly licence: string;
  readonly bytes: number;
  readonly present: boolean;
}

/** How far getting models is. `bytesPerSecond` is 0 while it is not known, or nothing is fetched. */
export interface StarterProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** while no bytes come: a source is looked for, or what came is checked and unpacked */
  readonly step?: 'looking' | 'checking';
}

/** Where a starter set is on its way from nothing to ready. */
export interface StarterStatus {
  readonly phase: 'absent' | 'downloading' | 'importing' | 'ready' | 'failed';
  readonly models: readonly StarterEntry[];
  /** of all that is fetched, or of the model that is imported; null unless something is on its way */
  readonly progress: StarterProgress | null;
  /** a sentence: what went wrong and what to do */
  readonly problem: string | null;
}

/** The folder of each model, by its id in the catalog: imported where that was to do. */
export type StarterFolders = Readonly<Record<string, string>>;

/** Some models that are fetched, imported and told of together. */
export interface StarterSet {
  status(): StarterStatus;
  /** Calls `listener` after every change of the status; returns what takes it away. */
  onChange(listener: (status: StarterStatus) => void): () => void;
  /** Looks what is there, for the status; true when nothing has to be fetched. Uses no network. */
  look(): Promise<boolean>;
  /**
   * Fetches and imports what is missing; where that is on its way already, waits for it. May be called again after a
   * failure, and goes on where that one stopped. The status tells it all, too.
   *
   * @param repair an imported folder was found damaged: the importer must look at all of them again
   * Rejects like `fetchFolder` and `runImport`; `cancelled`.
   */
  obtain(options?: { readonly repair?: boolean }): Promise<StarterFolders>;
  /** Stops it; what was fetched is kept for the next time. Resolves when nothing of it runs any more. */
  cancel(): Promise<void>;
  /** Like `cancel`, for good. */
  close(): Promise<void>;
}
