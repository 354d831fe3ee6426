import type { HeardWord } from '../decode/HeardWord.ts';
import { SAMPLE_RATE } from '../spectrogram/logMel.ts';
import type { HeardPass } from '../whisper/transcribe.ts';
import { agreedWords } from './agreedWords.ts';
import { dropOverlap } from './dropOverlap.ts';
import { dropStuck } from './dropStuck.ts';
import { endsSentence } from './endsSentence.ts';
import { isInvented } from './isInvented.ts';
import { leavesOut } from './leavesOut.ts';
import type { LivePhrase } from './LivePhrase.ts';
import { millisecondsAt } from './millisecondsAt.ts';
import { sampleAt } from './sampleAt.ts';
import { shownWords } from './shownWords.ts';

/** Beyond this the next sentence that is settled ends the phrase, so that what a pass costs stays bounded. */
const TRIM_SECONDS = 15;
/** Words at the end of a cut stretch that the cut may have harmed. */
const HARMED = 2;

/**
 * What a pass was for: the present state; the end of the phrase; its end by force, in the midst of speech; or, of an end
 * that may yet be a pause, the state in it.
 */
export type PassKind = 'tentative' | 'final' | 'cut' | 'pause';

export interface TakenPass {
  readonly phrase: LivePhrase;
  /** null while the phrase goes on; else its words are all committed, and this is where the next one begins */
  readonly endedAt: number | null;
  /** tentative words of what comes behind the end */
  readonly rest: readonly HeardWord[];
}

/**
 * The phrase after a pass that heard it up to `heardTo`, whose words come behind those that are committed. `before`:
 * committed words of phrases before.
 */
export function takePass(
  phrase: LivePhrase,
  pass: HeardPass,
  options: { readonly kind: PassKind; readonly heardTo: number; readonly before: readonly HeardWord[] },
): TakenPass {
  const { kind, heardTo, before } = options;
  const words = newWords(phrase, pass, before);
  if (kind === 'final') {
    const taken = ended({ ...phrase, heardTo }, words, words.length, heardTo);
    // What was left out is another phrase.
    const last = taken.phrase.committed.at(-1);
    return last && leavesOut(last, heardTo) ? { ...taken, endedAt: sampleAt(last.endMs) } : taken;
  }
  if (kind === 'cut') {
    // Twenty seconds of speech are not lost because the model lost its place in them: what was heard of it before stands.
    const isLost = words.length === 0 && (pass.words.length === 0 || !isInvented(pass));
    const kept = isLost ? phrase.tentative : words;
    return ended({ ...phrase, heardTo }, kept, cutAt(kept), heardTo);
  }
  if (kind === 'pause') {
    return { phrase: { ...grown({ ...phrase, heardTo }, words, 0), shown: words.length }, endedAt: null, rest: [] };
  }
  const agreed = agreedWords(phrase.tentative, words, millisecondsAt(heardTo));
  if (heardTo - phrase.from > TRIM_SECONDS * SAMPLE_RATE) {
    const last = words.slice(0, agreed).findLastIndex((word) => endsSentence(word.text));
    if (last >= 0) return ended({ ...phrase, heardTo }, words, last + 1, heardTo);
  }
  const next = grown({ ...phrase, heardTo }, words, agreed);
  const shown = shownWords(phrase.tentative, phrase.shown, words, millisecondsAt(heardTo)) - agreed;
  return { phrase: { ...next, shown: Math.max(0, shown) }, endedAt: null, rest: [] };
}

/** What the pass says after the committed words, without what nobody said; never before them in time. */
function newWords(phrase: LivePhrase, pass: HeardPass, before: readonly HeardWord[]): readonly HeardWord[] {
  const { committed } = phrase;
  if (committed.length === 0 && isInvented(pass)) return [];
  const fresh = dropStuck(pass.words);
  const isStart = committed.length === 0 && phrase.goesOn;
  const words = isStart ? dropOverlap(before, fresh, millisecondsAt(phrase.from)) : fresh;
  const earliest = committed.at(-1)?.endMs ?? 0;
  return words.map((word) => ({
    ...word,
    startMs: Math.max(earliest, word.startMs),
    endMs: Math.max(earliest, word.endMs),
  }));
}

function grown(phrase: LivePhrase, words: readonly HeardWord[], count: number): LivePhrase {
  return {
    ...phrase,
    committed: [...phrase.committed, ...words.slice(0, count)],
    tentative: words.slice(count),
    shown: 0,
  };
}

function ended(phrase: LivePhrase, words: readonly HeardWord[], count: number, heardTo: number): TakenPass {
  const rest = words.slice(count);
  const whole = { ...grown(phrase, words, count), tentative: [] };
  const [last, next] = [whole.committed.at(-1), rest[0]];
  if (!last || !next) return { phrase: whole, endedAt: heardTo, rest: [] };
  const endedAt = sampleAt((last.endMs + next.startMs) / 2);
  // Their tokens count from a beginning that is no more.
  return { phrase: whole, endedAt, rest: rest.map((word) => ({ ...word, tokens: [] })) };
}

/** Where a stretch without a pause is cut: behind its last sentence or clause, else before its last words. */
function cutAt(words: readonly HeardWord[]): number {
  const whole = words.slice(0, -HARMED);
  const sentence = whole.findLastIndex((word) => endsSentence(word.text));
  if (sentence >= 0) return sentence + 1;
  const clause = whole.findLastIndex((word) => /[,;:]$/.test(word.text));
  if (clause >= 0) return clause + 1;
  return whole.length > 0 ? whole.length : words.length;
}
