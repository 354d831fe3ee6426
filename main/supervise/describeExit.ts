import type { ChildExit } from './Spawn.ts';

/** How a child ended, in words for a person: `signal SIGKILL`, `exit code 1`. */
export function describeExit(exit: ChildExit): string {
  return exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`;
}
