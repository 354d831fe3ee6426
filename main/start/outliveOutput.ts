/**
 * Lets this program go on when nobody reads what it prints any more (a closed terminal, a pipe whose reader has ended):
 * otherwise the next line would end it in the middle of its work.
 */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
