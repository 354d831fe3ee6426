import { turnText } from '../../../../app/voice/turnText.ts';
import type { HeardPhrase } from '../../../../app/voice/VoiceState.ts';

/** What is told of a turn: its end, when somebody has talked for an hour. */
const MOST = 10_000;

/** What is understood of a turn so far: what changes no more, and what may. Together they are its text. */
export function shownTurn(phrases: readonly HeardPhrase[]): { readonly stable: string; readonly tentative: string } {
  const open = phrases.findIndex(({ final }) => !final);
  const text = turnText(phrases);
  if (open < 0) return { stable: text.slice(-MOST), tentative: '' };
  const before = turnText(phrases.slice(0, open));
  const phrase = phrases[open];
  const firm = phrase ? phrase.text.slice(0, phrase.stable).trim() : '';
  const stable = turnText([...phrases.slice(0, open), ...(phrase ? [{ ...phrase, text: firm }] : [])]);
  // Blanks at their joint are the tentative part's.
  const length = text.startsWith(stable) ? stable.length : before.length;
  return { stable: text.slice(0, length).slice(-MOST), tentative: text.slice(length).slice(0, MOST) };
}
