/** Starting the process, checking its files and preparing small graphs. */
const START_MS = 60_000;
/** What a slow disk reads and a slow processor prepares in a millisecond: 4 MB a second. */
const BYTES_PER_MS = 4_000;

/** How long a model of so many bytes may take to load, in milliseconds: a process that takes longer hangs. */
export function loadLimitOf(bytes: number): number {
  return START_MS + Math.ceil(bytes / BYTES_PER_MS);
}
