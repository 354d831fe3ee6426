import { SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';
import type { Clip, SpokenWord } from './Clip.ts';
import { espeakSounds, type EspeakSound } from './espeakSounds.ts';
import { inRoom, type Room } from './inRoom.ts';

/** One way of speaking the script. */
export interface Speaker {
  readonly name: string;
  readonly voice: string;
  /** words per minute */
  readonly speed: number;
  /** 0 to 100 */
  readonly pitch: number;
  readonly room: Room;
}

/** Silence before and behind a clip, in milliseconds. */
const AROUND_MS = 600;
/** What is this much quieter than the loudest sample is no part of a word. */
const QUIET = 0.02;

/**
 * Texts spoken by libespeak-ng, each in its room, with the times at which it began each word. Errors: that of Python
 * when it or the library is missing.
 */
export function espeakClips(
  texts: readonly string[],
  { name, voice, speed, pitch, room }: Speaker,
  seed: number,
): Clip[] {
  return espeakSounds(texts.map((text) => ({ text, voice, speed, pitch }))).map(({ samples, words }, at) => {
    const around = (AROUND_MS * SAMPLE_RATE) / 1_000;
    const padded = new Float32Array(samples.length + 2 * around);
    padded.set(samples, around);
    return {
      name: `${name}-${at}`,
      group: name,
      samples: inRoom(padded, room, seed + at),
      words: timesOf(words, texts[at]!, samples),
    };
  });
}

/**
 * A word ends with its last loud sample before the next one: a pause belongs to no word. Small words that are said with
 * the one before ("of a") have no event of their own, and are part of it.
 */
function timesOf(words: EspeakSound['words'], text: string, dry: Float32Array): SpokenWord[] {
  const quiet = QUIET * dry.reduce((loudest, value) => Math.max(loudest, Math.abs(value)), 0);
  return words.map(({ at, startMs }, index) => {
    const start = Math.round((startMs * SAMPLE_RATE) / 1_000);
    const next = Math.round(((words[index + 1]?.startMs ?? Infinity) * SAMPLE_RATE) / 1_000);
    let end = Math.min(next, dry.length);
    while (end > start && Math.abs(dry[end - 1]!) < quiet) end--;
    return {
      text: text.slice(at, words[index + 1]?.at).trim(),
      startMs: startMs + AROUND_MS,
      endMs: (end * 1_000) / SAMPLE_RATE + AROUND_MS,
    };
  });
}
