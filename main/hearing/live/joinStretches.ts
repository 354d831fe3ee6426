import { SAMPLE_RATE } from '../spectrogram/logMel.ts';
import type { Stretch } from './Stretch.ts';

/**
 * Speech that begins again so soon, as voice activity tells it (early beginnings, late ends: about half a second from
 * sound to sound), is one phrase: what is cut at a comma is misheard far more often.
 */
const PAUSE = 0.2 * SAMPLE_RATE;
/** A phrase that is so long ends with the next pause: what is corrected at its end stays little, and its passes short. */
const LONG = 10 * SAMPLE_RATE;

/**
 * What is known of speech, together with what was told anew, in its order: a stretch that went on or ended replaces
 * itself, one that begins ends the one before, and one that begins soon after its end goes on with it. What lies before
 * `done` is finished and stays so.
 */
export function joinStretches(known: readonly Stretch[], told: readonly Stretch[], done: number): Stretch[] {
  const joined = [...known];
  for (const { from, to } of told) {
    if (to !== null && to <= Math.max(from, done)) continue;
    const last = joined.at(-1);
    if (last && from <= latestOf(last)) {
      joined[joined.length - 1] = { ...last, to, ...(from > last.from && { again: from }) };
      continue;
    }
    if (last && last.to === null) joined[joined.length - 1] = { ...last, to: from };
    joined.push({ from: Math.max(from, done), to });
  }
  return joined;
}

/** Where speech may begin again that is still part of this stretch. */
function latestOf({ from, to, again }: Stretch): number {
  if (to === null) return again ?? from;
  return to - from < LONG ? to + PAUSE : to;
}
