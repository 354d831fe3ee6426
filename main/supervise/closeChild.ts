import type { Child } from './Spawn.ts';

/** A child may finish the step it is in before it is killed. */
const GRACE_MS = 2_000;

/** Asks a child to exit by closing its channel, kills it when it has not within `graceMs`, and waits until it is gone. */
export async function closeChild(child: Child, graceMs = GRACE_MS): Promise<void> {
  const timer = setTimeout(() => child.kill(), graceMs);
  child.channel.close();
  await child.exited;
  clearTimeout(timer);
}
