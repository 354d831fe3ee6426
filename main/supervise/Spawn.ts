import type { Channel } from '../../app/contract/Channel.ts';

/** How a child ended. `code` is null when a signal ended it. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A child process of the host, whatever started it (Node's `fork` or Electron's `utilityProcess`). */
export interface Child {
  readonly pid: number | undefined;
  /** Closes when the child is gone. Closing it here tells the child to exit. */
  readonly channel: Channel;
  /** Resolves once the child is gone; never rejects. A child that could not be started has exit code -1. */
  readonly exited: Promise<ChildExit>;
  /** Ends the child at once (SIGKILL). */
  kill(): void;
}

export interface SpawnOptions {
  /** A short name for logs and process lists: `engine`, `importer`. */
  readonly name: string;
  /** Where the child's own output goes, size-capped. Defaults to nowhere. */
  readonly logFile?: string;
  /** Limit of the child's JavaScript heap in MiB. Defaults to Node's own. */
  readonly heapMiB?: number;
}

/** Starts a TypeScript entry file (absolute path) in a process of its own. The entry talks over `parentChannel()`. */
export type Spawn = (entry: string, options: SpawnOptions) => Child;
