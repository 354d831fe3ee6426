import { medianWithInterval } from '../medianWithInterval.ts';
import type { Contender, ContenderSettings, Order, Report } from './Contender.ts';

/**
 * The child's side: obeys one order at a time. The clock runs in here, so that no time of the parent or of the channel
 * is in the figures.
 */
export function serveContender(load: (settings: ContenderSettings) => Promise<Contender>): void {
  let contender: Contender | null = null;

  async function obey(order: Order, onToken: (token: number) => void): Promise<void> {
    if (order.kind === 'load') {
      contender = await load(order.settings);
      return;
    }
    if (contender === null) throw new Error('load comes first');
    await (order.kind === 'decode' ? contender.decode(order.count, onToken) : contender.prefill(Int32Array.from(order.tokens)));
  }

  async function answer(order: Order): Promise<void> {
    const tokens: number[] = [];
    const times: number[] = [];
    const start = performance.now();
    let before = start;
    await obey(order, (token) => {
      const now = performance.now();
      tokens.push(token);
      times.push((now - before) / 1000);
      before = now;
    });
    const seconds = (performance.now() - start) / 1000;
    const secondsPerToken = times.length === 0 ? 0 : medianWithInterval(times).median;
    process.send?.({ seconds, residentBytes: process.memoryUsage.rss(), tokens, secondsPerToken } satisfies Report);
  }

  process.on('message', (order: Order) => {
    answer(order).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    });
  });
  process.on('disconnect', () => process.exit(0));
}
