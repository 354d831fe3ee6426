import type { CaptionLine } from '../../app/captions/CaptionLine.ts';

/** The lines from one to another, in whichever order the two are named. */
export function linesBetween(lines: readonly CaptionLine[], from: string, to: string): readonly CaptionLine[] {
  const a = lines.findIndex(({ id }) => id === from);
  const b = lines.findIndex(({ id }) => id === to);
  return a < 0 || b < 0 ? [] : lines.slice(Math.min(a, b), Math.max(a, b) + 1);
}
