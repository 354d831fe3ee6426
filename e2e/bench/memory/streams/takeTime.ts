/** How long something took. */
export interface Taken {
  readonly clockMs: number;
  /** of all threads of this process, as the processor counts it: what others did meanwhile does not show */
  readonly processorMs: number;
}

/** Takes the time of some work of this process. */
export async function takeTime(work: () => Promise<void>): Promise<Taken> {
  const used = process.cpuUsage();
  const begin = performance.now();
  await work();
  const clockMs = performance.now() - begin;
  const { user, system } = process.cpuUsage(used);
  return { clockMs, processorMs: (user + system) / 1_000 };
}
