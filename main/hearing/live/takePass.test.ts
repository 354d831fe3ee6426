import { describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../spectrogram/logMel.ts';
import { heardWords } from './heardWords.test-helper.ts';
import type { LivePhrase } from './LivePhrase.ts';
import { takePass, type PassKind } from './takePass.ts';

const empty: LivePhrase = { number: 0, from: 0, goesOn: false, committed: [], tentative: [], shown: 0, heardTo: 0 };
const text = (words: readonly { readonly text: string }[]) =>
  words
    .map((word) => word.text)
    .join('')
    .trim();

/** The phrase after a pass over `seconds` of sound that says this of all of it, 0.3 s each word. */
function take(phrase: LivePhrase, said: string, seconds: number, kind: PassKind = 'tentative', before = '') {
  const words = heardWords(said, { fromMs: (phrase.from * 1_000) / SAMPLE_RATE }).slice(phrase.committed.length);
  const pass = { words, stopped: 'end' as const, meanLogProbability: -0.2, noSpeech: 0 };
  return takePass(phrase, pass, { kind, heardTo: seconds * SAMPLE_RATE, before: heardWords(before) });
}

describe('takePass', () => {
  it('commits what two passes agree on and sound has followed; it never changes again', () => {
    const first = take(empty, 'so she was considering in her own mine', 2.4).phrase;
    expect([text(first.committed), text(first.tentative)]).toEqual(['', 'so she was considering in her own mine']);
    const second = take(first, 'so she was considering in her own mind whether the pleasure', 4.5).phrase;
    expect([text(second.committed), text(second.tentative)]).toEqual([
      'so she was considering in',
      'her own mind whether the pleasure',
    ]);
    const third = take(
      second,
      'so she was considering in her own mind whether the pleasure of making a daisy chain',
      7,
    ).phrase;
    expect(text(third.committed)).toBe('so she was considering in her own mind whether the');
    const { phrase, endedAt } = take(third, text([...third.committed, ...third.tentative]), 6, 'final');
    expect(phrase.committed.slice(0, 10)).toEqual(third.committed);
    expect(text(phrase.committed)).toBe(
      'so she was considering in her own mind whether the pleasure of making a daisy chain',
    );
    expect([phrase.tentative, endedAt]).toEqual([[], 6 * SAMPLE_RATE]);
  });

  it('shows no new word at the very end of the sound', () => {
    expect(take(empty, 'one two three', 0.95).phrase.shown).toBe(2);
  });

  it('commits nothing that was only kept for quiet', () => {
    const first = take(empty, 'one two three four five six seven eight nine ten', 4).phrase;
    expect(text(take(first, 'one two~ three four five six seven eight nine ten', 4).phrase.committed)).toBe('one');
  });

  it('ends a long phrase at the next sentence that is settled, and carries the rest over', () => {
    const sentence = 'a b c d e f g h i j k l m n o p q r s tell. ';
    const said = `${sentence}${sentence}${sentence}u v w x y z a b c d e f`;
    const first = take(empty, said, 21).phrase;
    const { phrase, endedAt, rest } = take(first, `${said} g h`, 22);
    expect(text(phrase.committed)).toBe(`${sentence}${sentence}${sentence}`.trim());
    expect(endedAt).toBe(18 * SAMPLE_RATE);
    expect(text(rest)).toBe('u v w x y z a b c d e f g h');
    const next = { ...empty, number: 1, from: endedAt!, goesOn: true, tentative: rest, heardTo: endedAt! };
    // The cut left a piece of the last word.
    expect(text(take({ ...next, from: 0 }, 'tell u v w x y z', 2.2, 'tentative', 'q r s tell').phrase.tentative)).toBe(
      'u v w x y z',
    );
  });

  it.each([
    ['a sentence', 'a bit. c d, e f g', 'a bit.', 'c d, e f g'],
    ['a clause', 'a b c d, e f g', 'a b c d,', 'e f g'],
    ['two words before the end', 'a b c d e f g', 'a b c d e', 'f g'],
    ['all there is', 'a b', 'a b', ''],
    ['nothing', '', '', ''],
  ])('cuts a stretch without a pause behind %s', (_, said, committed, rest) => {
    const taken = take(empty, said, 25, 'cut');
    expect([text(taken.phrase.committed), text(taken.rest)]).toEqual([committed, rest]);
    expect(taken.endedAt).toBeGreaterThan(0);
  });

  it('goes on behind the last word when the model stopped in the midst of speech', () => {
    expect(take(empty, 'one two three', 2, 'final').endedAt).toBe(2 * SAMPLE_RATE);
    expect(take(empty, 'one two three', 6, 'final').endedAt).toBe(0.9 * SAMPLE_RATE);
    expect(take(empty, '', 6, 'final').endedAt).toBe(6 * SAMPLE_RATE);
  });

  it('keeps what was heard before where a forced end hears nothing, or loses its place', () => {
    const before = take(empty, 'the river keeps its bed. nobody remembers every drop of', 6).phrase;
    expect(before.committed).toEqual([]);
    const { phrase, endedAt, rest } = take(before, '', 20, 'cut');
    expect(text(phrase.committed)).toBe('the river keeps its bed.');
    expect(text(rest)).toBe('nobody remembers every drop of');
    expect(endedAt).toBeLessThan(6 * SAMPLE_RATE);
    const stuck = { words: heardWords('a b c d e', { eachMs: 10 }), stopped: 'end' as const, meanLogProbability: -0.2, noSpeech: 0 };
    expect(text(takePass(before, stuck, { kind: 'cut', heardTo: 20 * SAMPLE_RATE, before: [] }).phrase.committed)).toBe('the river keeps its bed.');
    // What nobody said goes, whatever was shown of it.
    expect(take(before, 'thank you?', 20, 'cut').phrase.committed).toEqual([]);
  });

  it('writes nothing where nobody spoke', () => {
    const words = heardWords('Thank you.').map((word) => ({ ...word, probability: 0.2 }));
    const pass = { words, stopped: 'end' as const, meanLogProbability: -1.2, noSpeech: 0.9 };
    expect(takePass(empty, pass, { kind: 'final', heardTo: SAMPLE_RATE, before: [] }).phrase.committed).toEqual([]);
  });

  it('never goes back in time', () => {
    const known = { ...empty, committed: heardWords('one two', { eachMs: 1_000 }) };
    const words = heardWords('three four', { fromMs: 600 });
    const pass = { words, stopped: 'end' as const, meanLogProbability: -0.2, noSpeech: 0 };
    const { phrase } = takePass(known, pass, { kind: 'final', heardTo: 2.2 * SAMPLE_RATE, before: [] });
    expect(phrase.committed.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 1_000],
      [1_000, 2_000],
      [2_000, 2_000],
      [2_000, 2_000],
    ]);
  });
});
