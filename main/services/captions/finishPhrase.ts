import { setTimeout as sleep } from 'node:timers/promises';
import { markWords } from '../../../app/captions/markWords.ts';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { MAX_FINISHED_SAMPLES, MAX_MARKED_TEXT } from '../../../app/contract/services/finishing.ts';
import type { Finishing } from '../finishing/Finishing.ts';
import type { Speakers } from './createSpeakers.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';

/** A line is not held up longer than this for what is nice to have. */
const PATIENCE_MS = 2_000;
/** Marks that end or part sentences: who writes one writes all of them. */
const MARKS = /[.,?!;:。，、？！]/u;

/** A finished phrase on its way into the store. */
export interface FinishedPhrase {
  readonly phrase: Phrase;
  readonly speaker: string | null;
}

/**
 * Sets marks where the recogniser wrote none, and tells who spoke, each when a model for it is chosen. What fails or takes
 * too long is left out: the words are never lost.
 *
 * @param sound samples between two times of the recording, as far as they are kept
 */
export async function finishPhrase(
  phrase: Phrase,
  { finishing, speakers, sound }: { readonly finishing: Finishing; readonly speakers: Speakers; readonly sound: (fromMs: number, toMs: number) => Uint8Array<ArrayBuffer> },
): Promise<FinishedPhrase> {
  const [first, last] = [phrase.committed[0], phrase.committed.at(-1)];
  if (!first || !last) return { phrase, speaker: null };
  const mark = async (): Promise<Phrase> => {
    const text = phrase.committed.map((word) => word.text).join('').trim();
    if (MARKS.test(text) || text.length > MAX_MARKED_TEXT) return phrase;
    const process = await finishing.with('punctuation');
    const marked = await process?.punctuate({ text });
    return marked ? { ...phrase, committed: markWords(phrase.committed, marked.text) } : phrase;
  };
  const tell = async (): Promise<string | null> => {
    const process = await finishing.with('speakers');
    if (!process) return null;
    const samples = sound(first.startMs, last.endMs).subarray(0, 2 * MAX_FINISHED_SAMPLES);
    const { vector } = await process.voiceprint({ samples });
    return vector && speakers.nameOf(new Float32Array(vector.slice().buffer), (samples.length * 500) / SAMPLE_RATE);
  };
  const [marked, speaker] = await Promise.all([inTime(mark(), phrase), inTime(tell(), null)]);
  return { phrase: marked, speaker };
}

async function inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
  const stopped = new AbortController();
  const late = sleep(PATIENCE_MS, otherwise, { ref: false, signal: stopped.signal }).catch(() => otherwise);
  const done = work.catch((error: unknown) => {
    console.error('Finishing a phrase failed:', error);
    return otherwise;
  });
  return Promise.race([done, late]).finally(() => stopped.abort());
}
