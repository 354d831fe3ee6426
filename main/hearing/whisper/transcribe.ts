import { decodeGreedy, type Transcript } from '../decode/decodeGreedy.ts';
import type { HeardWord } from '../decode/HeardWord.ts';
import { languageOf } from '../decode/languageOf.ts';
import { moveTimestamps } from '../decode/moveTimestamps.ts';
import { promptTokens } from '../decode/promptTokens.ts';
import { wordsOf } from '../decode/wordsOf.ts';
import { HOP, logMel, SAMPLE_RATE } from '../spectrogram/logMel.ts';
import type { Whisper } from './openWhisper.ts';

/** With less sound, and less silence behind it, the model does not come to an end (measured: 29 % of words wrong). */
const LEAST_SECONDS = 8;
const SILENCE_SECONDS = 2;
const FRAMES_PER_SECOND = SAMPLE_RATE / HOP;
const POSITIONS_PER_SECOND = FRAMES_PER_SECOND / 2;
/** Nobody says more: tokens of a transcript, timestamps included. */
const TOKENS_PER_SECOND = 12;
const SPARE_TOKENS = 12;

export interface TranscribeOptions {
  /** tokens of words at the start of the sound that are known already, and not given back */
  readonly context: readonly number[];
  /** tokens that it may go on with behind them */
  readonly draft: readonly number[];
  /** when the sound begins that the times in the draft are counted from. Left out: as this one */
  readonly draftFromMs?: number;
  /** how much each token of the draft is preferred; see `decodeGreedy` */
  readonly favours: readonly number[];
  /** tokens of what was said before */
  readonly previous: readonly number[];
  /** when the sound begins, in milliseconds: what the times of words are counted from */
  readonly fromMs: number;
  /** what is spoken, for a model of several languages; null or left out: the model finds out */
  readonly language?: string | null;
  /** whether nobody wants the transcript any more; asked between runs of the model. Left out: never */
  readonly isOvertaken?: () => Promise<boolean>;
}

/** What one look at a stretch of sound gave. */
export interface HeardPass {
  readonly words: readonly HeardWord[];
  readonly stopped: Transcript['stopped'];
  readonly meanLogProbability: number;
  readonly noSpeech: number;
}

/**
 * Writes down a stretch of speech: 16 kHz, -1 to 1, at most what the model hears at once (30 s). The encoder sees the
 * speech and two seconds of silence, eight in all at least, in the place of thirty. Result: also which language it was;
 * no words where it was overtaken.
 * Errors: those of `listen`, `promptTokens` and `decodeGreedy`.
 */
export async function transcribe(
  whisper: Whisper,
  samples: Float32Array,
  options: TranscribeOptions,
): Promise<HeardPass & { readonly language: string }> {
  const { context, favours, previous, fromMs, language: wanted = null, isOvertaken } = options;
  const { model, tokenizer } = whisper;
  const { firstTimestamp, end } = model.tokens;
  const draft = moveTimestamps(options.draft, (options.draftFromMs ?? fromMs) - fromMs, firstTimestamp);
  const seconds = samples.length / SAMPLE_RATE;
  const padded = Math.max(LEAST_SECONDS, seconds + SILENCE_SECONDS);
  const frames = 2 * Math.min(model.audioPositions, Math.ceil(padded * POSITIONS_PER_SECOND));
  const decoder = await whisper.listen(logMel(samples, frames, model.melBins), frames);
  const language = await languageOf(decoder, model.tokens, wanted);
  const prompt = promptTokens(model.tokens, model.textPositions, {
    timestamps: true,
    language,
    previous: previous.filter((token) => token < end),
  });
  const known = context.filter((token) => token < end);
  const begun = known.length > 0 ? [firstTimestamp, ...known] : [];
  const limit = Math.min(model.textPositions - prompt.length, Math.ceil(seconds * TOKENS_PER_SECOND) + SPARE_TOKENS);
  const transcript = await decodeGreedy(decoder, model, {
    prompt,
    given: begun,
    // Nearly every transcript begins at the start of its sound: one step less.
    draft: begun.length + draft.length > 0 ? draft : [firstTimestamp],
    favours: draft.length > 0 ? favours : [],
    timestamps: true,
    limit: Math.max(limit, begun.length + 1),
    speechEnd: seconds,
    ...(isOvertaken && { isOvertaken }),
  });
  const { stopped, meanLogProbability, noSpeech } = transcript;
  // Nobody wants its words, and to find their times would keep waiting who overtook it.
  if (stopped === 'overtaken') return { words: [], stopped, meanLogProbability, noSpeech, language };
  const words = wordsOf(transcript, {
    tokens: model.tokens,
    promptLength: prompt.length,
    positions: decoder.positions,
    frames: Math.min(decoder.positions, Math.ceil(seconds * POSITIONS_PER_SECOND)),
    tokenBytes: (id) => tokenizer.tokenBytes(id),
  });
  return {
    words: wordsBehind(words, begun.length).map((word) => ({
      ...word,
      startMs: word.startMs + fromMs,
      endMs: word.endMs + fromMs,
    })),
    stopped,
    meanLogProbability,
    noSpeech,
    language,
  };
}

/** Words that begin behind so many tokens. */
function wordsBehind(words: readonly HeardWord[], tokens: number): HeardWord[] {
  let read = 0;
  return words.filter((word) => {
    const first = read;
    read += word.tokens.length;
    return first >= tokens;
  });
}
