import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clip } from './Clip.ts';

const HEADER_BYTES = 44;
/** A recording ends with its last word; what follows in life is silence. */
const SILENCE = 16_000;

type Words = Readonly<
  Record<string, { readonly words: readonly { readonly word: string; readonly start: number; readonly end: number }[] }>
>;

/** Recordings of a folder (16 kHz, mono, 16 bit) whose `words.json` tells each word's start and end in seconds. */
export function recordedClips(folder: string): Clip[] {
  const known = JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8')) as Words;
  return Object.entries(known).map(([name, { words }]) => {
    const bytes = readFileSync(join(folder, name)).subarray(HEADER_BYTES);
    const samples = new Int16Array(bytes.length / 2 + SILENCE);
    for (let at = 0; at < bytes.length / 2; at++) samples[at] = bytes.readInt16LE(2 * at);
    return {
      name,
      group: 'recorded',
      samples,
      words: words.map(({ word, start, end }) => ({ text: word, startMs: 1_000 * start, endMs: 1_000 * end })),
    };
  });
}
