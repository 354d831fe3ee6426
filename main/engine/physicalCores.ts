import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * How many cores the machine really has: two threads on one core only disturb each other in matrix products. Known on
 * Linux from /proc/cpuinfo; elsewhere what the system calls parallelism.
 */
export function physicalCores(): number {
  try {
    return Math.min(availableParallelism(), countCores(readFileSync('/proc/cpuinfo', 'utf8')) || Infinity);
  } catch {
    return availableParallelism();
  }
}

/** Different pairs of socket and core in the text of /proc/cpuinfo; 0 when it names none. */
export function countCores(cpuinfo: string): number {
  const cores = new Set<string>();
  for (const processor of cpuinfo.split('\n\n')) {
    const core = /^core id\s*:\s*(\d+)/m.exec(processor)?.[1];
    const socket = /^physical id\s*:\s*(\d+)/m.exec(processor)?.[1] ?? '0';
    if (core !== undefined) cores.add(`${socket}/${core}`);
  }
  return cores.size;
}
