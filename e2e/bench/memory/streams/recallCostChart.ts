import type { MedianWithInterval } from '../../medianWithInterval.ts';
import { drawBars } from './drawBars.ts';

interface Cost {
  readonly milliseconds: MedianWithInterval;
  readonly processorMilliseconds: MedianWithInterval;
}

/** What recall costs at a question, on the clock and of the processor. */
export function recallCostChart({ turns, search, prefill }: { turns: number; search: Cost; prefill: Cost & { tokens: MedianWithInterval } }): string {
  const bar = (name: string, { median, low, high }: MedianWithInterval) => ({ name, value: median, low, high });
  return drawBars({
    title: `Recall at a question in ${turns} turns`,
    x: { label: 'milliseconds', log: true, from: 10 },
    bars: [
      bar('search and choice, of the processor', search.processorMilliseconds),
      bar('search and choice, on the clock', search.milliseconds),
      bar(`prefill of ${prefill.tokens.median} tokens, of the processor`, prefill.processorMilliseconds),
      bar(`prefill of ${prefill.tokens.median} tokens, on the clock`, prefill.milliseconds),
    ],
  });
}
