/** Says on one loud line that tests are skipped, and why: a silent skip would look like a pass. */
export function loudSkip(what: string, why: string): void {
  process.stderr.write(`\n*** SKIPPED: ${what}: ${why} ***\n`);
}
