import type { Turn } from '../../../app/conversation/Turn.ts';

/** Tokens of a turn's frame in the chat template, at most. */
const FRAME = 6;

/** The newest turns that stand whole in a live cache with room for so many tokens, oldest first. */
export function recentTurns(turns: readonly Turn[], room: number, count: (text: string) => number): Turn[] {
  const recent: Turn[] = [];
  let left = room;
  for (const turn of turns.toReversed()) {
    left -= count(turn.text) + FRAME;
    if (left < 0) break;
    recent.unshift(turn);
  }
  return recent;
}
