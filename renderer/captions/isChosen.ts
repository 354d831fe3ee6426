import type { CaptionsState } from './CaptionsState.ts';
import { linesBetween } from './linesBetween.ts';

/** Whether a line is among those chosen with the keyboard. */
export function isChosen({ chosen, log }: Pick<CaptionsState, 'chosen' | 'log'>, id: string): boolean {
  if (!chosen || !log) return false;
  return linesBetween(log.lines, chosen.from, chosen.to).some((line) => line.id === id);
}
