import { logMel, SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';
import { promptTokens } from '../../../main/hearing/decode/promptTokens.ts';
import { decodeGreedy } from '../../../main/hearing/decode/decodeGreedy.ts';
import { wordsOf } from '../../../main/hearing/decode/wordsOf.ts';
import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import type { SpokenWord } from './Clip.ts';

/** What is this much quieter than the loudest sample is no speech. */
const QUIET = 0.02;
const LEAST_SECONDS = 8;

/** When each word of a known text is said in a sound of at most 28 s: by attention, and by loudness at both ends. */
export async function timesOfWords(whisper: Whisper, samples: Float32Array, text: string): Promise<SpokenWord[]> {
  const scale = samples.reduce((loudest, value) => Math.max(loudest, Math.abs(value)), 1e-9);
  const { model, tokenizer } = whisper;
  const seconds = samples.length / SAMPLE_RATE;
  const frames = 2 * Math.ceil(Math.max(LEAST_SECONDS, seconds + 2) * 50);
  const decoder = await whisper.listen(
    logMel(
      samples.map((value) => value / scale),
      frames,
      model.melBins,
    ),
    frames,
  );
  const prompt = promptTokens(model.tokens, model.textPositions, { timestamps: false, language: 'en', previous: [] });
  const given = [...tokenizer.encode(` ${text}`)];
  const transcript = await decodeGreedy(decoder, model, { prompt, given, timestamps: false, limit: given.length + 1 });
  const words = wordsOf(
    { ...transcript, tokens: given },
    {
      tokens: model.tokens,
      promptLength: prompt.length,
      positions: decoder.positions,
      frames: Math.ceil(seconds * 50),
      tokenBytes: (id) => tokenizer.tokenBytes(id),
    },
  );
  const isLoud = (value: number) => Math.abs(value) > QUIET * scale;
  const [first, last] = [samples.findIndex(isLoud), samples.findLastIndex(isLoud)].map(
    (at) => (at * 1_000) / SAMPLE_RATE,
  );
  return words.map(({ text, startMs, endMs }, index) => ({
    text: text.trim(),
    startMs: index === 0 ? first! : Math.max(first!, startMs),
    endMs: index === words.length - 1 ? last! : Math.min(last!, Math.max(first!, endMs)),
  }));
}
