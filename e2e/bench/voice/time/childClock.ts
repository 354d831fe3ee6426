/** Loaded into a child process before its own program: its clock is the time of the processor that it took. */
export function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

performance.now = processorMilliseconds;
const send = process.send?.bind(process) as ((message: object, ...rest: unknown[]) => boolean) | undefined;
// Each of its messages says how late it was on that clock.
if (send) process.send = (message: object, ...rest: unknown[]) => send({ ...message, milliseconds: processorMilliseconds() }, ...rest);
