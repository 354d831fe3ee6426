import type { Stretch } from './Stretch.ts';

/**
 * What is known of speech, together with what was told anew, in its order: a stretch that went on or ended replaces
 * itself, and one that begins ends the one before. What lies before `done` is finished and stays so.
 */
export function joinStretches(known: readonly Stretch[], told: readonly Stretch[], done: number): Stretch[] {
  const joined = [...known];
  for (const { from, to } of told) {
    if (to !== null && to <= Math.max(from, done)) continue;
    const last = joined.at(-1);
    if (last && from <= (last.to ?? last.from)) {
      joined[joined.length - 1] = { from: last.from, to };
      continue;
    }
    if (last && last.to === null) joined[joined.length - 1] = { from: last.from, to: from };
    joined.push({ from: Math.max(from, done), to });
  }
  return joined;
}
