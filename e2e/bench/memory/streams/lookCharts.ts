import { drawLines } from './drawLines.ts';
import type { Look } from './measureMillion.ts';

/** Time of a token and resident memory along a very long stream, as two drawings. */
export function lookCharts(looks: readonly Look[], budget: number): { time: string; memory: string } {
  const x = { label: 'position in the stream (tokens)', from: 0 };
  const line = (name: string, of: (look: Look) => number) => ({ name, points: looks.map((look) => [look.position, of(look)] as const) });
  return {
    time: drawLines({
      title: `Time of a token of a very long stream, ${budget} slots`,
      x,
      y: { label: 'milliseconds', from: 0 },
      series: [line('of the processor', (look) => look.decodeProcessorMs), line('on the clock', (look) => look.decodeMs)],
    }),
    memory: drawLines({
      title: `Resident memory of a very long stream, ${budget} slots`,
      x,
      y: { label: 'MiB', from: 0 },
      series: [line('resident', (look) => look.residentMiB)],
    }),
  };
}
