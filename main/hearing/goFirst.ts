import { constants, setPriority } from 'node:os';

/**
 * Asks for a place before others on the processor: who speaks does not wait. Windows grants it; Linux and macOS only to
 * who may, and without it the process runs as every other.
 */
export function goFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_ABOVE_NORMAL);
  } catch {
    // Not granted.
  }
}
