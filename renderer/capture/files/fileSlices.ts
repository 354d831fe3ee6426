import { fileBytes } from './fileBytes.ts';

/** A file from one place to its end, `length` bytes at a time; fewer in the last slice. */
export async function* fileSlices(file: Blob, from: number, length: number, signal?: AbortSignal): AsyncIterable<Uint8Array<ArrayBuffer>> {
  for (let next = from; next < file.size; next += length) {
    if (signal?.aborted) return;
    yield fileBytes(file, next, length);
  }
}
