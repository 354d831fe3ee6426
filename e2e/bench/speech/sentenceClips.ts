import { SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import type { Clip, SpokenWord } from './Clip.ts';
import { inRoom, type Room } from './inRoom.ts';
import { timesOfWords } from './timesOfWords.ts';

/** Silence around a clip and between its sentences. */
const AROUND = 0.6 * SAMPLE_RATE;
const BETWEEN = 0.45 * SAMPLE_RATE;

export interface SentenceSpeaker {
  readonly name: string;
  readonly room: Room;
  /** a sentence as 16 kHz sound, of any loudness */
  readonly say: (sentence: string) => Promise<Float32Array>;
}

/**
 * Texts by a voice that tells no times of words, sentence by sentence, each text in its room (`seed`). Where a sentence
 * begins and ends is known; within it the times are those that the recognition model's attention gives for the true text.
 */
export async function sentenceClips(
  texts: readonly string[],
  { name, room, say }: SentenceSpeaker,
  whisper: Whisper,
  seed: number,
): Promise<Clip[]> {
  const clips: Clip[] = [];
  for (const [index, text] of texts.entries()) {
    const parts: Float32Array[] = [new Float32Array(AROUND)];
    const words: SpokenWord[] = [];
    let length = AROUND;
    const add = (samples: Float32Array): void => {
      parts.push(samples);
      length += samples.length;
    };
    for (const sentence of text.split(/(?<=[.?!])\s+/)) {
      const samples = await say(sentence);
      const startMs = (length * 1_000) / SAMPLE_RATE;
      const times = await timesOfWords(whisper, samples, sentence);
      words.push(...times.map((word) => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs })));
      add(samples);
      add(new Float32Array(BETWEEN));
    }
    add(new Float32Array(AROUND - BETWEEN));
    clips.push({ name: `${name}-${index}`, group: name, samples: inRoom(joined(parts), room, seed + index), words });
  }
  return clips;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
