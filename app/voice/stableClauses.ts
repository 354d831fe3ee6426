import { turnText } from './turnText.ts';
import type { HeardPhrase } from './VoiceState.ts';

/** How much of a turn's text stands fast and ends with a clause: what a model may read ahead of time. In UTF-16 units. */
export function stableClauses(phrases: readonly HeardPhrase[]): number {
  const open = phrases.findIndex(({ final }) => !final);
  if (open === -1) return turnText(phrases).length;
  const before = turnText(phrases.slice(0, open));
  const { text, stable } = phrases[open] ?? { text: '', stable: 0 };
  // What is stable with the blank after it: a mark at the end may still grow ("3." to "3.5").
  const firm = text.slice(0, stable).trimStart();
  const end = [...firm.matchAll(/[,;:.!?…—–](?=\s)/gu)].at(-1)?.index;
  if (end === undefined) return before.length;
  return before.length + (before === '' ? 0 : 1) + end + 1;
}
