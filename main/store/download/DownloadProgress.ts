/** How far getting a file is. Sizes in bytes; `bytesPerSecond` is the average of the last five seconds. */
export interface DownloadProgress {
  readonly phase: 'downloading' | 'verifying';
  readonly done: number;
  readonly total: number;
  readonly bytesPerSecond: number | null;
}
