import { MAX_PHRASE_WORDS, type Phrase } from '../../../app/captions/Phrase.ts';
import type { Word } from '../../../app/captions/Word.ts';
import { joinStretches } from '../../hearing/live/joinStretches.ts';
import { SoundBuffer } from '../../hearing/live/SoundBuffer.ts';
import type { Stretch } from '../../hearing/live/Stretch.ts';
import { SAMPLE_RATE } from '../activity/activityFormat.ts';
import type { Recogniser, RecognitionStream } from './Recogniser.ts';
import { wordsOfTokens } from './wordsOfTokens.ts';

/** Sound handed over at once. */
const PIECE = SAMPLE_RATE;
/** Speech without a pause becomes a new phrase at a pause between two words after this, and at any word after that. */
const LONG = 20 * SAMPLE_RATE;
const TOO_LONG = 28 * SAMPLE_RATE;
const MANY_WORDS = 150;
/** Between two words: a breath, in milliseconds. */
const BREATH_MS = 250;
/** Sound without speech that is kept: voice activity tells a beginning late, and a phrase begins with what was before. */
const KEPT = 4 * SAMPLE_RATE;
/** Speech does not go on over so long a gap. */
const GAP = 2 * SAMPLE_RATE;

/** Speech between two pauses, on its way through the recogniser. */
interface StreamedPhrase {
  number: number;
  readonly stream: RecognitionStream;
  /** where the stream's clock begins; may be before the sound does */
  readonly base: number;
  /** where the present phrase of it begins */
  from: number;
  /** up to where it was handed over */
  fed: number;
  /** words of the stream that belong to phrases which are final */
  done: number;
  /** all words of the stream that stand, those of earlier phrases included */
  words: readonly Word[];
  /** no sound comes any more; where that was */
  end: number | null;
  heard: number;
}

const msAt = (sample: number): number => (sample * 1_000) / SAMPLE_RATE;

/**
 * One sound on its way to phrases through a streaming recogniser, in the language of `hearingService`. Each stretch of
 * speech is a stream of its own, which begins one chunk earlier: graphs of this kind take their first chunk as though
 * something had come before it, and lose the first word where nothing did. What came before is real sound where it was
 * nobody's words, and silence else.
 */
export class StreamedSound {
  readonly #recogniser: Recogniser;
  readonly #language: string | null;
  readonly #buffer = new SoundBuffer();
  #stretches: readonly Stretch[] = [];
  #phrase: StreamedPhrase | null = null;
  #number = 0;
  /** up to here all phrases are final */
  #done = 0;
  #closed = false;

  constructor(recogniser: Recogniser, language: string | null) {
    this.#recogniser = recogniser;
    this.#language = language;
  }

  /** See `hearingService`. Errors: `bad-request`, `busy`; then nothing of it was taken. */
  hear(at: number, samples: Int16Array, speech: readonly Stretch[]): void {
    if (at - this.#buffer.to > GAP) this.#endStretches();
    const needed = Math.min(this.#phrase?.fed ?? this.#stretches[0]?.from ?? Infinity, this.#buffer.to);
    this.#buffer.forgetBefore(needed - KEPT);
    this.#buffer.append(at, samples);
    this.#stretches = joinStretches(this.#stretches, speech, this.#done);
  }

  /** No sound comes any more; speech that went on ends here. */
  close(): void {
    this.#closed = true;
    this.#endStretches();
  }

  get isFinished(): boolean {
    return this.#closed && this.#stretches.length === 0 && this.#phrase === null;
  }

  /** Speech that was not handed over, in milliseconds. */
  get behindMs(): number {
    let samples = 0;
    for (const { from, to } of this.#stretches) {
      samples += Math.max(0, Math.min(to ?? Infinity, this.#buffer.to) - Math.max(from, this.#phrase?.fed ?? from));
    }
    return msAt(samples);
  }

  /** Whether what is to be done next is a chunk for the model, which takes its time. */
  get isReady(): boolean {
    return this.#phrase?.stream.isReady() ?? false;
  }

  /** Does a little, one chunk at most. Result: what is to be shown now; null when there is nothing to do. */
  work(): Phrase[] | null {
    const stretch = this.#stretches[0];
    if (!stretch) return null;
    const phrase = (this.#phrase ??= this.#begin(stretch.from));
    if (phrase.stream.step()) return this.#take(phrase);
    if (phrase.end !== null) return [this.#end(phrase, phrase.end)];
    const end = Math.min(stretch.to ?? Infinity, this.#buffer.to);
    if (phrase.fed < end) {
      const to = Math.min(end, phrase.fed + PIECE);
      phrase.stream.accept(this.#buffer.read(phrase.fed, to));
      phrase.fed = to;
      return [];
    }
    if (stretch.to === null || stretch.to > this.#buffer.to) return null;
    phrase.end = end;
    phrase.stream.finish();
    return [];
  }

  #end(phrase: StreamedPhrase, end: number): Phrase {
    this.#phrase = null;
    this.#done = Math.max(this.#done, end);
    const [{ to } = { to: end }, ...others] = this.#stretches;
    // It may have been told meanwhile that the same speech goes on.
    this.#stretches = to !== null && to <= end ? others : [{ from: end, to }, ...others];
    return { ...shown({ ...phrase, heard: end }, phrase.words.length), final: true };
  }

  #begin(from: number): StreamedPhrase {
    const before = Math.min(this.#recogniser.chunk, Math.max(0, from - this.#done));
    const silence = this.#recogniser.chunk - before;
    const stream = this.#recogniser.begin(this.#language);
    if (silence > 0) stream.accept(new Float32Array(silence));
    return {
      number: this.#number++, stream, base: from - before - silence, from, fed: from - before, done: 0, words: [], end: null, heard: from,
    };
  }

  #take(phrase: StreamedPhrase): Phrase[] {
    const heard = phrase.stream.heard();
    const words = wordsOfTokens(heard, { fromMs: msAt(phrase.base), capitals: this.#recogniser.capitals }).map(fromZero);
    // The last word may still grow by a syllable or a mark; those before it stand.
    const standing = Math.max(phrase.done, phrase.words.length - 1);
    phrase.words = [...phrase.words.slice(0, standing), ...words.slice(standing)];
    phrase.heard = phrase.fed;
    const cut = cutOf(phrase);
    if (cut === null) return [shown(phrase, phrase.words.length - 1)];
    const whole = { ...shown({ ...phrase, words: phrase.words.slice(0, cut) }, cut), final: true };
    phrase.number = this.#number++;
    phrase.done = cut;
    phrase.from = phrase.fed;
    return [whole, shown(phrase, phrase.words.length - 1)];
  }

  #endStretches(): void {
    const end = this.#buffer.to;
    this.#stretches = this.#stretches
      .map(({ from, to }) => ({ from, to: Math.min(to ?? end, end) }))
      .filter(({ from, to }, index) => to > from || (index === 0 && this.#phrase !== null));
  }
}

/** Pre-roll has no words of its own: what a model hears in it begins with the sound. */
const fromZero = (word: Word): Word => ({ ...word, startMs: Math.max(0, word.startMs), endMs: Math.max(0, word.endMs) });

/** Before which word a long phrase is to end; null when it is to go on. The last word is never before it. */
function cutOf({ from, fed, done, words, end }: StreamedPhrase): number | null {
  const [last, before] = [words.at(-1), words.at(-2)];
  if (end !== null || !last || !before || words.length - done < 2) return null;
  const isLong = fed - from > LONG || words.length - done > MANY_WORDS;
  if (!isLong) return null;
  const atBreath = last.startMs - before.endMs >= BREATH_MS || /[.!?,;。！？，]$/u.test(before.text);
  return atBreath || fed - from > TOO_LONG || words.length - done > 2 * MANY_WORDS ? words.length - 1 : null;
}

function shown({ number, words, done, heard }: StreamedPhrase, standing: number): Phrase {
  const split = Math.max(done, standing);
  return {
    number,
    committed: words.slice(done, split).slice(0, MAX_PHRASE_WORDS),
    tentative: words.slice(split).slice(0, MAX_PHRASE_WORDS),
    final: false,
    heardMs: Math.max(0, msAt(heard)),
  };
}
