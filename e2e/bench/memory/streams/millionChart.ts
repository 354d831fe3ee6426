import { drawLines } from './drawLines.ts';

interface Stretch {
  readonly start: number;
  readonly streamed: number;
  readonly recomputed: number;
}

/** Perplexity of sampled stretches of a very long text, streamed and with the window read anew. */
export function millionChart(stretches: readonly Stretch[], budget: number): string {
  const line = (name: 'streamed' | 'recomputed') => ({ name, points: stretches.map((stretch) => [stretch.start, stretch[name]] as const) });
  return drawLines({
    title: `Sampled stretches of a very long text, ${budget} slots`,
    x: { label: 'position in the text (tokens)', from: 0 },
    y: { label: 'perplexity', from: 0 },
    series: [line('streamed'), line('recomputed')],
  });
}
