import { heardUpTo } from '../../../../app/voice/heardUpTo.ts';
import { SAMPLE_RATE } from '../../../../main/hearing/spectrogram/logMel.ts';
import type { HeardRuns, HeardSound } from '../window/Loudspeaker.ts';
import type { PlayedAnswer } from './answersOf.ts';

/** What is stored of an answer against what came out of the loudspeaker. Words; more is stored than heard: positive. */
export interface History {
  readonly isCut: boolean;
  /** words that are stored beyond the sound, where time is shared evenly among the characters of a chunk */
  readonly byClock: number;
  /** the same where words are found in the sound itself; null when there was nothing to look for */
  readonly byEar: number | null;
}

/** When each word of a chunk ends, by its place in `text`, in seconds of the sound. */
export type WordEnds = (sound: Float32Array, text: string) => Promise<readonly { readonly end: number; readonly seconds: number }[]>;

/**
 * Compares what is stored with what was heard: an answer that was not cut is to be stored as it was written, and one that
 * was cut up to the last word that was heard.
 */
export async function historyOf({ turn, runs, written }: PlayedAnswer, heard: HeardRuns, wordEnds: WordEnds): Promise<History> {
  const isCut = turn.state === 'interrupted' || turn.state === 'stopped';
  const stored = turn.text.trimEnd().length;
  const all = runs.map((run) => heard.get(run) ?? []);
  const sounds = all.at(-1) ?? [];
  const place = Math.max(...all.map((some) => placeOf(written, some)));
  if (!isCut) {
    const isHeard = sounds.every((sound) => sound.heard === sound.samples.length);
    return { isCut, byClock: wordsBetween(written, isHeard ? written.trimEnd().length : place, stored), byEar: null };
  }
  const byClock = wordsBetween(written, place, stored);
  const part = sounds.find((sound) => sound.heard > 0 && sound.heard < sound.samples.length);
  // What was heard before it was resumed reaches further than where it was stopped again.
  if (!part || place > part.to) return { isCut, byClock, byEar: null };
  const seconds = part.heard / SAMPLE_RATE;
  const ends = await wordEnds(part.samples, written.slice(part.from, part.to));
  const last = ends.findLast((word) => word.seconds <= seconds);
  const before = sounds.filter((sound) => sound.heard === sound.samples.length).at(-1)?.to ?? part.from;
  return { isCut, byClock, byEar: wordsBetween(written, last ? part.from + last.end : before, stored) };
}

function placeOf(text: string, sounds: readonly HeardSound[]): number {
  const chunks = sounds.map(({ from, to, samples }) => ({ from, to, seconds: samples.length / SAMPLE_RATE }));
  const seconds = sounds.reduce((sum, { heard }) => sum + heard, 0) / SAMPLE_RATE;
  // A run that was resumed begins in the midst of the text: what stands before it was heard.
  return Math.max(sounds[0]?.from ?? 0, heardUpTo(text, chunks, seconds));
}

/** Words that begin between two places of a text; negative when `to` comes first. */
function wordsBetween(text: string, from: number, to: number): number {
  const count = [...text.slice(Math.min(from, to), Math.max(from, to)).matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)].length;
  return to >= from ? count : -count;
}
