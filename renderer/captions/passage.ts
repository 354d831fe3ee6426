import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import type { CaptionsState } from './CaptionsState.ts';

/** The lines from one to another, in whichever order the two are named. */
export function linesBetween(lines: readonly CaptionLine[], from: string, to: string): readonly CaptionLine[] {
  const a = lines.findIndex(({ id }) => id === from);
  const b = lines.findIndex(({ id }) => id === to);
  return a < 0 || b < 0 ? [] : lines.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Whether a line is among those chosen with the keyboard. */
export function isChosen({ chosen, log }: Pick<CaptionsState, 'chosen' | 'log'>, id: string): boolean {
  if (!chosen || !log) return false;
  return linesBetween(log.lines, chosen.from, chosen.to).some((line) => line.id === id);
}
