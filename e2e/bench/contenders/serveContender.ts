import type { Contender, ContenderSettings, Order, Report } from './Contender.ts';

/**
 * The child's side: obeys one order at a time. The clock runs in here, so that no time of the parent or of the channel
 * is in the figures.
 */
export function serveContender(load: (settings: ContenderSettings) => Promise<Contender>): void {
  let contender: Contender | null = null;

  async function obey(order: Order): Promise<number[]> {
    if (order.kind === 'load') {
      contender = await load(order.settings);
      return [];
    }
    if (contender === null) throw new Error('load comes first');
    if (order.kind === 'decode') return contender.decode(order.count);
    await contender.prefill(Int32Array.from(order.tokens));
    return [];
  }

  async function answer(order: Order): Promise<void> {
    const start = process.hrtime.bigint();
    const tokens = await obey(order);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    process.send?.({ seconds, residentBytes: process.memoryUsage.rss(), tokens } satisfies Report);
  }

  process.on('message', (order: Order) => {
    answer(order).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    });
  });
  process.on('disconnect', () => process.exit(0));
}
