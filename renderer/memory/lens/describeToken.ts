import type { LensToken } from '../../../app/memory/LensToken.ts';
import { regionName } from '../regionName.ts';

/** A token in words: its text, its region, and how much it matters by the measure that decides what stays. */
export function describeToken({ text, region, score }: LensToken): string {
  const shown = text === '' ? 'no text of its own' : text.trim() === '' ? (text.includes('\n') ? 'line break' : 'space') : `“${text.trim()}”`;
  return `${shown}, ${regionName(region)}${score === null ? '' : `, weight ${Math.round(score * 100)} %`}`;
}
