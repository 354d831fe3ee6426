import { medianWithInterval, type MedianWithInterval } from '../../medianWithInterval.ts';
import type { Look } from './measureMillion.ts';

/**
 * Processor time of a token at every later look, beside that of the first one, which comes when the budget was just
 * filled; and by how much it grows over the whole stream, by the line that fits the looks best.
 *
 * @returns null for fewer than three looks
 */
export function lookFlatness(looks: readonly Look[]): { beside: MedianWithInterval; growth: number } | null {
  const [first, ...later] = looks;
  if (first === undefined || later.length < 2) return null;
  const beside = medianWithInterval(later.map(({ decodeProcessorMs }) => decodeProcessorMs / first.decodeProcessorMs));
  const mean = (of: (look: Look) => number): number => later.reduce((sum, look) => sum + of(look), 0) / later.length;
  const [x, y] = [mean(({ position }) => position), mean(({ decodeProcessorMs }) => decodeProcessorMs)];
  const together = mean((look) => (look.position - x) * (look.decodeProcessorMs - y));
  const slope = together / mean(({ position }) => (position - x) ** 2);
  return { beside, growth: (slope * (later.at(-1)!.position - first.position)) / y };
}
