import { MAX_PHRASE_WORDS, type Phrase } from '../../../app/captions/Phrase.ts';
import type { Word } from '../../../app/captions/Word.ts';
import type { HeardWord } from '../decode/HeardWord.ts';
import { SAMPLE_RATE } from '../spectrogram/logMel.ts';
import type { HeardPass, TranscribeOptions } from '../whisper/transcribe.ts';
import { CONTEXT_MS } from './contextWords.ts';
import { favourOf } from './favourOf.ts';
import { joinStretches } from './joinStretches.ts';
import { leavesOut } from './leavesOut.ts';
import type { LivePhrase } from './LivePhrase.ts';
import { millisecondsAt } from './millisecondsAt.ts';
import { LEAD, passBeginning } from './passBeginning.ts';
import { QuietWatch } from './QuietWatch.ts';
import { sampleAt } from './sampleAt.ts';
import { SoundBuffer } from './SoundBuffer.ts';
import type { Stretch } from './Stretch.ts';
import { takePass, type PassKind } from './takePass.ts';

/** New speech after which a phrase is looked at again, at the earliest. */
const EVERY = 0.7 * SAMPLE_RATE;
/** A phrase is first looked at when so much of it is there. */
const FIRST = 0.8 * SAMPLE_RATE;
/** Passes over one sound take no more than this share of the time. */
const SHARE = 0.4;
/** Passes are left for the sake of a pause while what is shown is no older than this. */
const STALE = 1.5 * SAMPLE_RATE;
/** The longest stretch heard at once: what the model takes, less its context and its silence. */
const LONGEST = 20 * SAMPLE_RATE;
/**
 * Voice activity tells ends of speech with some silence: a pass that ended so close to it heard all words; with more of
 * it, where the sound is quiet.
 */
const PADDING = 0.12 * SAMPLE_RATE;
const QUIET_PADDING = 0.35 * SAMPLE_RATE;
/** A phrase that is cut is at least so long, so that every cut brings the end nearer. */
const LEAST = 0.5 * SAMPLE_RATE;
/** What is left behind a cut and is shorter than this holds no word of its own. */
const SCRAP = 0.3 * SAMPLE_RATE;
/**
 * Sound that must follow an end of speech before its phrase is over, in which it may begin again: about the time that
 * the last pass takes anyway.
 */
const HOLD = 0.45 * SAMPLE_RATE;
/** The same, counted from where it fell silent and stayed so: voice activity tells some ends later than that. */
const QUIET_HOLD = 0.6 * SAMPLE_RATE;
/** Speech does not go on over so long a gap. */
const GAP = 2 * SAMPLE_RATE;
/** Sound without speech that is kept: voice activity tells a beginning late. */
const KEPT = 3 * SAMPLE_RATE;
/** Words of earlier phrases that are remembered, and tokens of them in the prompt. */
const REMEMBERED = 60;
const PROMPT_TOKENS = 60;
/** Who was silent for so long begins anew. */
const FORGOTTEN = 30 * SAMPLE_RATE;

/** A look at the present phrase that is to be taken. */
export interface PassRequest extends TranscribeOptions {
  readonly kind: Exclude<PassKind, 'pause'>;
  /** sample up to which it hears */
  readonly to: number;
  /** sample up to which the pass before heard */
  readonly heardTo: number;
  readonly samples: Float32Array;
}

/**
 * One sound on its way to phrases: takes pieces, says which pass is wanted next, and takes its result. It holds no
 * model and no clock; whoever runs the passes has both.
 */
export class LiveSound {
  readonly #buffer = new SoundBuffer();
  readonly #quiet = new QuietWatch();
  #stretches: readonly Stretch[] = [];
  #phrase: LivePhrase | null = null;
  #number = 0;
  /** up to here all phrases are final */
  #done = 0;
  /** the last committed words of earlier phrases */
  #before: readonly HeardWord[] = [];
  /** seconds that the last pass of a present state took */
  #took = 0;
  /** sample from which on the last pass heard the present phrase; null when none did */
  #heardFrom: number | null = null;
  /** the last pass of a phrase that is over unless speech begins again */
  #held: { readonly request: PassRequest; readonly pass: HeardPass } | null = null;
  /** the phrase for which the model said nothing when it was given what came before */
  #alone = -1;
  #closed = false;

  /**
   * The next piece, and what is known of speech by now; see `hearingService`. Errors: `bad-request`, `busy`; then
   * nothing of it was taken.
   */
  hear(at: number, samples: Int16Array, speech: readonly Stretch[]): void {
    if (at - this.#buffer.to > GAP) this.#endStretches();
    this.#forget();
    this.#buffer.append(at, samples);
    this.#quiet.hear(at, samples);
    this.#stretches = joinStretches(this.#stretches, speech, this.#done);
    if (this.#stretches[0]?.to !== this.#held?.request.to) this.#held = null;
  }

  /** No sound comes any more; speech that went on ends here. */
  close(): void {
    this.#closed = true;
    this.#endStretches();
  }

  /** Nothing is left to be done, now that it is closed. */
  get isFinished(): boolean {
    return this.#closed && this.#stretches.length === 0;
  }

  /** Speech that no pass has heard, in milliseconds. */
  get behindMs(): number {
    let samples = 0;
    for (const { from, to } of this.#stretches) {
      const heard = Math.max(from, this.#phrase?.heardTo ?? from);
      samples += Math.max(0, Math.min(to ?? Infinity, this.#buffer.to) - heard);
    }
    return millisecondsAt(samples);
  }

  /** Phrases that are final without another pass, because the last one heard all that was said. */
  settle(): Phrase[] {
    const phrase = this.#phrase;
    const to = this.#stretches[0]?.to ?? Infinity;
    if (!phrase || to > this.#buffer.to || !this.#isOver(to)) return [];
    if (this.#held) {
      const { request, pass } = this.#held;
      return this.take(request, pass, 0);
    }
    const isScrap = phrase.goesOn && to - phrase.from < SCRAP;
    if (!this.#heardAll(phrase, to) && !isScrap) return [];
    const whole = { ...phrase, committed: [...phrase.committed, ...phrase.tentative], tentative: [], shown: 0 };
    this.#end(whole, to);
    this.#leave(to);
    return [shown(whole, true)];
  }

  /** The pass that is wanted now; null when none is. */
  next(): PassRequest | null {
    const stretch = this.#stretches[0];
    if (!stretch || this.#held) return null;
    const { heardTo, from } = this.#phrase ?? { heardTo: stretch.from, from: stretch.from };
    const end = Math.min(stretch.to ?? Infinity, this.#buffer.to);
    const isWhole = stretch.to !== null && stretch.to <= this.#buffer.to;
    if (end - from > LONGEST) return this.#request('cut', from + LONGEST);
    if (isWhole) return this.#phrase && this.#heardAll(this.#phrase, end) ? null : this.#request('final', end);
    // A pause may be the end of the phrase, which voice activity tells later: a pass in it leaves nothing to be done then.
    if (this.#quiet.isShort) return null;
    const every = this.#quiet.isPauseBehind(heardTo) ? this.#took * SAMPLE_RATE : Math.max(EVERY, (this.#took * SAMPLE_RATE) / SHARE);
    return end - heardTo >= (heardTo === from ? FIRST : every) ? this.#request('tentative', end) : null;
  }

  /** Whether the phrase of a pass that only shows its present state has ended or paused meanwhile, behind what the pass hears. */
  isOvertaken({ kind, to }: PassRequest): boolean {
    if (kind !== 'tentative') return false;
    const end = this.#stretches[0]?.to ?? Infinity;
    if (end <= this.#buffer.to) return !this.#reaches(end, to);
    const { heardTo, from } = this.#phrase!;
    return heardTo > from && this.#buffer.to - heardTo < STALE && this.#quiet.isPauseBehind(to);
  }

  /** Takes what the pass for `request` gave, in `seconds`; one that was overtaken gave nothing. Result: what is to be shown now. */
  take(request: PassRequest, pass: HeardPass, seconds: number): Phrase[] {
    if (pass.stopped === 'overtaken') return [];
    const phrase = this.#phrase!;
    const isFirst = phrase.committed.length === 0;
    if (request.kind !== 'tentative' && isFirst && request.context.length > 0 && pass.words.length === 0) {
      this.#alone = phrase.number;
      this.#heardFrom = null;
      return [];
    }
    const goesOn = this.#stretches[0]?.to !== request.to;
    const isPause = request.kind === 'final' && (goesOn || !this.#isOver(request.to));
    this.#held = isPause && !goesOn ? { request, pass } : null;
    const kind = isPause ? 'pause' : request.kind;
    const taken = takePass(phrase, pass, { kind, heardTo: request.to, before: this.#before });
    if (request.kind === 'tentative') this.#took = seconds;
    this.#heardFrom = sampleAt(request.fromMs);
    if (taken.endedAt === null) {
      this.#phrase = taken.phrase;
      return [shown(taken.phrase, false)];
    }
    const phrases = [shown(taken.phrase, true)];
    const endedAt = Math.min(request.to, Math.max(phrase.from + LEAST, taken.endedAt));
    this.#end(taken.phrase, endedAt);
    if (request.kind === 'final' && endedAt === request.to) this.#leave(endedAt);
    else {
      this.#phrase = {
        number: this.#number++,
        from: endedAt,
        goesOn: true,
        committed: [],
        tentative: taken.rest,
        shown: taken.rest.length,
        heardTo: endedAt,
      };
      if (taken.rest.length > 0) phrases.push(shown(this.#phrase, false));
    }
    return phrases;
  }

  /** Whether nothing but silence lies between what was heard up to `heardTo` and the end of speech at `to`. */
  #reaches(to: number, heardTo: number): boolean {
    return heardTo >= to - (this.#quiet.isQuietSince(heardTo) ? QUIET_PADDING : PADDING);
  }

  /** Its last pass says what a pass for its end at `to` would say. */
  #heardAll({ committed, tentative, from, heardTo }: LivePhrase, to: number): boolean {
    const last = tentative.at(-1) ?? committed.at(-1);
    return heardTo > from && this.#reaches(to, heardTo) && !(last && leavesOut(last, heardTo));
  }

  /** Whether no speech goes on with the stretch that ended at `to`. */
  #isOver(to: number): boolean {
    const isLast = this.#stretches.length < 2 && !this.#closed;
    return !isLast || this.#buffer.to >= Math.min(to + HOLD, (this.#quiet.since ?? Infinity) + QUIET_HOLD);
  }

  #endStretches(): void {
    const end = this.#buffer.to;
    this.#stretches = this.#stretches
      .map(({ from, to }) => ({ from, to: Math.min(to ?? end, end) }))
      .filter(({ from, to }) => to > from || from === this.#stretches[0]!.from);
  }

  #request(kind: PassRequest['kind'], to: number): PassRequest {
    this.#phrase ??= this.#begin(this.#stretches[0]!.from);
    const { number, from, committed, tentative, heardTo } = this.#phrase;
    const { start, context } = passBeginning(this.#phrase, {
      to,
      before: number === this.#alone ? [] : this.#before,
      done: this.#done,
      heardFrom: this.#heardFrom,
    });
    const last = this.#before.at(-1);
    const isRecent = last !== undefined && from - sampleAt(last.endMs) < FORGOTTEN;
    const said = isRecent ? [...this.#before, ...committed] : committed;
    const earlier = said.slice(0, said.length - context.length);
    return {
      kind,
      to,
      heardTo,
      samples: this.#buffer.read(start, to),
      context: context.flatMap((word) => word.tokens),
      draft: tentative.flatMap((word) => word.tokens),
      draftFromMs: millisecondsAt(this.#heardFrom ?? start),
      favours: tentative.flatMap((word) => word.tokens.map(() => favourOf(word, { to, isFinal: kind !== 'tentative' }))),
      previous: earlier.flatMap((word) => word.tokens).slice(-PROMPT_TOKENS),
      fromMs: millisecondsAt(start),
    };
  }

  #begin(from: number): LivePhrase {
    return { number: this.#number++, from, goesOn: false, committed: [], tentative: [], shown: 0, heardTo: from };
  }

  #end(phrase: LivePhrase, at: number): void {
    this.#before = [...this.#before, ...phrase.committed].slice(-REMEMBERED);
    this.#phrase = null;
    this.#heardFrom = null;
    this.#done = Math.max(this.#done, at);
  }

  #forget(): void {
    const needed = Math.min(this.#stretches[0]?.from ?? Infinity, this.#buffer.to - KEPT);
    this.#buffer.forgetBefore(Math.max(this.#done, needed) - sampleAt(CONTEXT_MS) - LEAD);
  }

  /** The stretch that ended here is through. */
  #leave(at: number): void {
    this.#stretches = this.#stretches.filter(({ to }) => to === null || to > at);
  }
}

function shown({ number, committed, tentative, shown: count, heardTo }: LivePhrase, final: boolean): Phrase {
  return {
    number,
    committed: committed.slice(0, MAX_PHRASE_WORDS).map(plain),
    tentative: tentative.slice(0, Math.min(count, MAX_PHRASE_WORDS)).map(plain),
    final,
    heardMs: millisecondsAt(heardTo),
  };
}

function plain({ text, startMs, endMs, probability }: HeardWord): Word {
  return { text, startMs, endMs, probability: Math.min(1, probability) };
}
