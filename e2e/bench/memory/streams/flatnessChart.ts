import { drawLines } from './drawLines.ts';
import type { FlatPoint } from './measureFlatness.ts';

/** Time of a token against its position, a line for each way. */
export function flatnessChart(points: readonly FlatPoint[], budget: number): string {
  return drawLines({
    title: `Time of a token, ${budget} slots`,
    x: { label: 'position in the stream (tokens)', log: true },
    y: { label: 'milliseconds', log: true },
    series: (['stream', 'dense', 'recompute'] as const).map((name) => ({
      name,
      points: points.flatMap(({ arm, position, msPerToken }) => (arm === name ? [[position, msPerToken] as const] : [])),
    })),
  });
}
