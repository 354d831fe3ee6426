/** Loaded into a child process before its own program: its clock is the time of the processor that it took. */
export function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

performance.now = processorMilliseconds;
const send = process.send?.bind(process) as ((message: object, ...rest: unknown[]) => boolean) | undefined;
if (send) {
  // Each of its messages says how late it was on that clock.
  process.send = (message: object, ...rest: unknown[]) => send({ ...message, milliseconds: processorMilliseconds() }, ...rest);
  // A program that listens is up. Until then it may be asleep over the disk, and yet it is not waiting for anybody.
  const tellUp = (event: string | symbol): void => {
    if (event !== 'message') return;
    process.off('newListener', tellUp);
    setImmediate(() => process.send?.({ isUp: true }));
  };
  process.on('newListener', tellUp);
}
