import type { Turn } from '../../../app/conversation/Turn.ts';

const GAP = 30;
const ACTIONS = 32;

/** A guess at the height of a turn in pixels, before it is drawn and measured. */
export function estimateHeight({ role, text }: Pick<Turn, 'role' | 'text'>): number {
  const perLine = role === 'user' ? 62 : 84;
  const shown = role === 'user' ? text.slice(0, 4_000) : text;
  let lines = 0;
  for (const line of shown.split('\n')) lines += Math.max(1, Math.ceil(line.length / perLine));
  return GAP + (role === 'user' ? 20 + lines * 24 : ACTIONS + lines * 26);
}
