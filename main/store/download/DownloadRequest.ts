import type { DownloadProgress } from './DownloadProgress.ts';

/** How patient a download is. */
export interface DownloadLimits {
  /** a server that has not answered by then is not there */
  readonly answerMs: number;
  /** no byte for this long: the connection is given up and tried again */
  readonly stallMs: number;
  /** tries in a row that bring less than a megabyte */
  readonly attempts: number;
  /** wait before the second try; doubles with each further one */
  readonly backoffMs: number;
}

/** A file to be fetched over HTTP, known by size and sha256. */
export interface DownloadRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** where the file goes; its folder is made */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly limits?: Partial<DownloadLimits>;
}
