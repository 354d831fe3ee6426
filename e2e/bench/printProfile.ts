import type { Profile } from './profileDecoder.ts';

/** The table of one profile, largest share first. */
export function printProfile({ slots, microseconds, operators }: Profile): void {
  process.stdout.write(`\noperators of one step at ${slots} slots: ${(microseconds / 1000).toFixed(2)} ms in kernels\n`);
  for (const { operator, calls, microseconds: own, share } of operators) {
    const percent = (share * 100).toFixed(1).padStart(5);
    process.stdout.write(`  ${operator.padEnd(32)} ${String(calls).padStart(4)} x ${(own / 1000).toFixed(3).padStart(8)} ms ${percent} %\n`);
  }
}
