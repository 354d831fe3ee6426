import { describe, expect, it } from 'vitest';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { heardWords } from './heardWords.test-helper.ts';
import { LiveSound, type PassRequest } from './LiveSound.ts';
import type { Stretch } from './Stretch.ts';

const SECOND = 16_000;
const PIECE = SECOND / 10;

/** Gives a sound its pieces up to `seconds`, and what is known of speech with the last one. */
function feed(sound: LiveSound, fromSeconds: number, seconds: number, speech: readonly Stretch[]): void {
  for (let at = fromSeconds * SECOND; at < seconds * SECOND; at += PIECE) {
    const isLast = at + PIECE >= seconds * SECOND;
    sound.hear(
      at,
      new Int16Array(PIECE).fill(7),
      isLast ? speech : speech.slice(0, 1).map(({ from }) => ({ from, to: null })),
    );
  }
}

/** The same of silence. */
function hush(sound: LiveSound, fromSeconds: number, seconds: number, speech: readonly Stretch[]): void {
  for (let at = Math.round(fromSeconds * SECOND); at < seconds * SECOND; at += PIECE) sound.hear(at, new Int16Array(PIECE), speech);
}

/** A pass that hears a word every half second of the speech. */
function answer(sound: LiveSound, request: PassRequest, seconds = 0.1): Phrase[] {
  const first = Math.round(request.fromMs / 500) + request.context.length / 2;
  const fromMs = request.context.length > 0 ? 500 * first : request.fromMs;
  const count = Math.floor((request.to / SECOND - fromMs / 1_000) * 2);
  const text = Array.from({ length: count }, (_, at) => `w${first + at}`).join(' ');
  const words = heardWords(text, { fromMs, eachMs: 500 });
  return sound.take(request, { words, stopped: 'end', meanLogProbability: -0.1, noSpeech: 0 }, seconds);
}

/** Everything a sound wants, done. */
function work(sound: LiveSound): { kinds: string[]; phrases: Phrase[] } {
  const [kinds, phrases]: [string[], Phrase[]] = [[], []];
  for (;;) {
    phrases.push(...sound.settle());
    const request = sound.next();
    if (!request) return { kinds, phrases };
    kinds.push(request.kind);
    phrases.push(...answer(sound, request));
  }
}

describe('LiveSound', () => {
  it('never looks at silence', () => {
    const sound = new LiveSound();
    feed(sound, 0, 100, []);
    expect(sound.next()).toBeNull();
    expect(sound.behindMs).toBe(0);
    sound.close();
    expect([sound.next(), sound.isFinished]).toEqual([null, true]);
  });

  it('looks as often as there is enough new sound, and once more at the end', () => {
    const sound = new LiveSound();
    feed(sound, 0, 1.5, [{ from: SECOND, to: null }]);
    expect(sound.next()).toBeNull();
    feed(sound, 1.5, 2, [{ from: SECOND, to: null }]);
    const first = sound.next()!;
    expect([first.kind, first.to, first.fromMs]).toEqual(['tentative', 2 * SECOND, 900]);
    expect(first.samples).toHaveLength(1.1 * SECOND);
    expect(answer(sound, first)).toMatchObject([{ number: 0, final: false, heardMs: 2_000 }]);
    expect(sound.next()).toBeNull();
    feed(sound, 2, 2.3, [{ from: SECOND, to: null }]);
    expect(sound.next()).toBeNull();
    feed(sound, 2.3, 2.8, [{ from: SECOND, to: 2.4 * SECOND }]);
    expect(sound.settle()).toEqual([]);
    const last = sound.next()!;
    expect([last.kind, last.to]).toEqual(['final', 2.4 * SECOND]);
    feed(sound, 2.8, 2.9, []);
    expect(answer(sound, last)).toMatchObject([{ number: 0, final: true, tentative: [], heardMs: 2_400 }]);
    expect(sound.next()).toBeNull();
  });

  it('makes do with the last pass when nothing but silence came since', () => {
    const sound = new LiveSound();
    feed(sound, 0, 2, [{ from: 0, to: null }]);
    const said = answer(sound, sound.next()!);
    feed(sound, 2, 2.3, [{ from: 0, to: 2.1 * SECOND }]);
    expect([sound.settle(), sound.next()]).toEqual([[], null]);
    feed(sound, 2.3, 2.6, []);
    const [phrase] = sound.settle();
    expect(phrase).toMatchObject({ number: 0, final: true, tentative: [] });
    // All of it, also what was held back at the end of the sound.
    expect(said[0]!.tentative.map(({ text }) => text)).toEqual([' w0', ' w1', ' w2']);
    expect(phrase!.committed.map(({ text }) => text)).toEqual([' w0', ' w1', ' w2', ' w3']);
    expect(sound.next()).toBeNull();
  });

  it('makes do with it, too, where a word stands there for having been said before', () => {
    const sound = new LiveSound();
    feed(sound, 0, 2, [{ from: 0, to: null }]);
    const words = heardWords('and~ so it was', { eachMs: 500 });
    sound.take(sound.next()!, { words, stopped: 'end', meanLogProbability: -0.1, noSpeech: 0 }, 0.1);
    feed(sound, 2, 2.6, [{ from: 0, to: 2.1 * SECOND }]);
    expect(sound.settle()).toMatchObject([{ number: 0, final: true, committed: words.map(({ text }) => ({ text })) }]);
    expect(sound.next()).toBeNull();
  });

  it('goes on after a short pause, and shows meanwhile what the phrase would be', () => {
    const sound = new LiveSound();
    feed(sound, 0, 2.1, [{ from: 0, to: 1.8 * SECOND }]);
    expect(answer(sound, sound.next()!)).toMatchObject([{ number: 0, final: false, committed: [], heardMs: 1_800 }]);
    expect([sound.settle(), sound.next()]).toEqual([[], null]);
    feed(sound, 2.1, 2.6, [{ from: 1.9 * SECOND, to: null }]);
    expect(sound.settle()).toEqual([]);
    const more = sound.next()!;
    expect(more).toMatchObject({ kind: 'tentative', fromMs: 0, draft: [2, 0, 2, 1, 2, 2] });
    answer(sound, more);
    feed(sound, 2.6, 3.6, [{ from: 1.9 * SECOND, to: 3 * SECOND }]);
    const { kinds, phrases } = work(sound);
    expect(kinds).toEqual(['final']);
    expect(phrases).toMatchObject([{ number: 0, final: true, heardMs: 3_000 }]);
    expect(phrases[0]!.committed).toHaveLength(6);
  });

  it('ends a phrase with its last pass when nothing follows the pause, or another phrase does', () => {
    for (const more of [[], [{ from: 2.2 * SECOND, to: null }]]) {
      const sound = new LiveSound();
      feed(sound, 0, 2, [{ from: 0, to: 1.8 * SECOND }]);
      answer(sound, sound.next()!);
      feed(sound, 2, more.length > 0 ? 2.2 : 2.3, more);
      expect(sound.settle()).toMatchObject([{ number: 0, final: true, tentative: [], heardMs: 1_800 }]);
      expect(sound.next()).toBeNull();
    }
  });

  it('leaves a pass of the present state where the phrase ends meanwhile, unless it hears that end', () => {
    const sound = new LiveSound();
    feed(sound, 0, 2, [{ from: 0, to: null }]);
    const request = sound.next()!;
    feed(sound, 2, 2.3, [{ from: 0, to: null }]);
    expect(sound.isOvertaken(request)).toBe(false);
    feed(sound, 2.3, 2.6, [{ from: 0, to: 2.3 * SECOND }]);
    expect(sound.isOvertaken(request)).toBe(true);
    expect(sound.take(request, { words: [], stopped: 'overtaken', meanLogProbability: 0, noSpeech: 0 }, 0.1)).toEqual([]);
    const last = sound.next()!;
    expect([last.kind, sound.isOvertaken(last)]).toEqual(['final', false]);

    const other = new LiveSound();
    feed(other, 0, 2, [{ from: 0, to: null }]);
    const whole = other.next()!;
    feed(other, 2, 2.3, [{ from: 0, to: 2.1 * SECOND }]);
    expect(other.isOvertaken(whole)).toBe(false);
  });

  it('looks at what is new as soon as it falls silent, so that nothing is left to do when the end is told', () => {
    const sound = new LiveSound();
    const going = [{ from: 0, to: null }];
    feed(sound, 0, 2, going);
    answer(sound, sound.next()!);
    feed(sound, 2, 2.4, going);
    expect(sound.next()).toBeNull();
    hush(sound, 2.4, 2.5, going);
    expect(sound.next()).toBeNull();
    hush(sound, 2.5, 2.6, going);
    const early = sound.next()!;
    expect([early.kind, early.to]).toEqual(['tentative', 2.6 * SECOND]);
    answer(sound, early);
    hush(sound, 2.6, 2.7, [{ from: 0, to: 2.5 * SECOND }]);
    expect([sound.settle(), sound.next()]).toEqual([[], null]);
    hush(sound, 2.7, 3, []);
    expect(sound.settle()).toMatchObject([{ number: 0, final: true, heardMs: 2_600 }]);
  });

  it('makes do with a pass that began just before it fell silent, also where voice activity tells the end late', () => {
    const sound = new LiveSound();
    const going = [{ from: 0, to: null }];
    feed(sound, 0, 2, going);
    const request = sound.next()!;
    hush(sound, 2, 2.5, [{ from: 0, to: 2.3 * SECOND }]);
    expect(sound.isOvertaken(request)).toBe(false);
    answer(sound, request);
    expect([sound.settle(), sound.next()]).toEqual([[], null]);
    // The time in which speech may begin again counts from where it fell silent, too.
    hush(sound, 2.5, 2.6, []);
    expect(sound.settle()).toMatchObject([{ number: 0, final: true }]);
  });

  it('looks at no silence twice, and waits with a pass until it knows whether a silence is short', () => {
    const sound = new LiveSound();
    const going = [{ from: 0, to: null }];
    feed(sound, 0, 2, going);
    answer(sound, sound.next()!);
    feed(sound, 2, 2.6, going);
    hush(sound, 2.6, 2.7, going);
    // There is enough for a pass, but in a moment there may be all.
    expect(sound.next()).toBeNull();
    feed(sound, 2.7, 2.8, going);
    expect(sound.next()).toMatchObject({ kind: 'tentative', to: 2.8 * SECOND });
    answer(sound, sound.next()!);
    hush(sound, 2.8, 3.4, going);
    expect(sound.next()).toBeNull();
  });

  it('leaves a pass where it falls silent behind what that hears, unless too little was shown of late', () => {
    const sound = new LiveSound();
    const going = [{ from: 0, to: null }];
    feed(sound, 0, 2, going);
    answer(sound, sound.next()!);
    feed(sound, 2, 2.7, going);
    const request = sound.next()!;
    feed(sound, 2.7, 2.9, going);
    expect(sound.isOvertaken(request)).toBe(false);
    hush(sound, 2.9, 3.1, going);
    expect(sound.isOvertaken(request)).toBe(true);
    sound.take(request, { words: [], stopped: 'overtaken', meanLogProbability: 0, noSpeech: 0 }, 0.1);
    const next = sound.next()!;
    expect(next).toMatchObject({ kind: 'tentative', to: 3.1 * SECOND });
    feed(sound, 3.1, 3.2, going);
    hush(sound, 3.2, 3.4, going);
    expect(sound.isOvertaken(next)).toBe(true);
    hush(sound, 3.4, 3.5, going);
    expect(sound.isOvertaken(next)).toBe(false);
  });

  it('hears a long phrase from a few settled words on, which are said before it', () => {
    const sound = new LiveSound();
    const starts: number[] = [];
    for (let second = 0; second < 12; second++) {
      feed(sound, second, second + 1, [{ from: 0, to: null }]);
      const request = sound.next();
      if (!request) continue;
      starts.push(request.fromMs);
      answer(sound, request);
    }
    feed(sound, 12, 13, [{ from: 0, to: null }]);
    const { fromMs, context, draftFromMs, previous, samples } = sound.next()!;
    // Of the 24 words of twelve seconds those are settled that end three seconds before.
    const settled = 18;
    const first = 8;
    expect([fromMs, samples.length]).toEqual([500 * first - 50, 9.05 * SECOND]);
    const lengths = context.filter((_, at) => at % 2 === 0);
    expect(lengths).toEqual(Array.from({ length: settled - first }, (_, at) => `w${first + at}`.length));
    expect([previous.length / 2, draftFromMs]).toEqual([first, starts.at(-1)]);
  });

  it('ends no phrase with a pass in whose midst speech went on', () => {
    const sound = new LiveSound();
    feed(sound, 0, 2, [{ from: 0, to: 1.8 * SECOND }]);
    const request = sound.next()!;
    expect(request.kind).toBe('final');
    feed(sound, 2, 2.6, [{ from: 1.9 * SECOND, to: null }]);
    expect(answer(sound, request)).toMatchObject([{ number: 0, final: false }]);
    expect(sound.settle()).toEqual([]);
    feed(sound, 2.6, 3.6, [{ from: 1.9 * SECOND, to: 3 * SECOND }]);
    expect(work(sound).phrases).toMatchObject([{ number: 0, final: true, heardMs: 3_000 }]);
  });

  it('leaves passes out when they take long, never the final one', () => {
    const sound = new LiveSound();
    feed(sound, 0, 1, [{ from: 0, to: null }]);
    answer(sound, sound.next()!, 0.8);
    feed(sound, 1, 2.9, [{ from: 0, to: null }]);
    expect(sound.next()).toBeNull();
    feed(sound, 2.9, 3.1, [{ from: 0, to: null }]);
    expect(sound.next()?.kind).toBe('tentative');
    feed(sound, 3.1, 3.3, [{ from: 0, to: 3.2 * SECOND }]);
    expect(sound.next()).toMatchObject({ kind: 'final', to: 3.2 * SECOND });
  });

  it('writes down every stretch of a sound that came all at once', () => {
    const sound = new LiveSound();
    feed(sound, 0, 10, [
      { from: 0, to: 2 * SECOND },
      { from: 3 * SECOND, to: 5 * SECOND },
      { from: 6 * SECOND, to: null },
    ]);
    expect(Math.round(sound.behindMs)).toBe(8_000);
    sound.close();
    const { kinds, phrases } = work(sound);
    expect(kinds).toEqual(['final', 'final', 'final']);
    expect(phrases.map(({ number, final, heardMs }) => [number, final, heardMs])).toEqual([
      [0, true, 2_000],
      [1, true, 5_000],
      [2, true, 10_000],
    ]);
    expect([sound.isFinished, sound.behindMs]).toEqual([true, 0]);
  });

  it('cuts speech without a pause, and loses and repeats none of it', () => {
    const sound = new LiveSound();
    feed(sound, 0, 120, [{ from: 0, to: 110 * SECOND }]);
    const { kinds, phrases } = work(sound);
    expect(kinds.slice(0, 2)).toEqual(['cut', 'cut']);
    const finals = phrases.filter(({ final }) => final);
    const words = finals.flatMap(({ committed }) => committed.map(({ text }) => text.trim()));
    expect(words).toEqual(Array.from({ length: 220 }, (_, at) => `w${at}`));
    expect(finals.map(({ number }) => number)).toEqual([...finals.keys()]);
  });

  it('hears a phrase together with what was said just before, and alone when that gave nothing', () => {
    const sound = new LiveSound();
    feed(sound, 0, 5, [
      { from: 0, to: 2 * SECOND },
      { from: 3 * SECOND, to: 4 * SECOND },
    ]);
    const first = sound.next()!;
    expect(first.context).toEqual([]);
    answer(sound, first);
    const second = sound.next()!;
    expect(second).toMatchObject({ kind: 'final', context: [2, 0, 2, 1, 2, 2, 2, 3], fromMs: 0, previous: [] });
    expect(sound.take(second, { words: [], stopped: 'end', meanLogProbability: 0, noSpeech: 0 }, 0.1)).toEqual([]);
    const alone = sound.next()!;
    expect(alone).toMatchObject({ kind: 'final', context: [], fromMs: 2_900, previous: [2, 0, 2, 1, 2, 2, 2, 3] });
    expect(answer(sound, alone)).toMatchObject([{ number: 1, final: true }]);
    expect(sound.next()).toBeNull();
  });

  it('hears a stretch that is cut by force alone, too, when what came before made the model say nothing', () => {
    const sound = new LiveSound();
    feed(sound, 0, 30, [
      { from: 0, to: 2 * SECOND },
      { from: 3 * SECOND, to: null },
    ]);
    answer(sound, sound.next()!);
    const cut = sound.next()!;
    expect(cut.kind).toBe('cut');
    expect(cut.context).not.toEqual([]);
    expect(sound.take(cut, { words: [], stopped: 'end', meanLogProbability: 0, noSpeech: 0 }, 0.1)).toEqual([]);
    expect(sound.next()).toMatchObject({ kind: 'cut', context: [], to: cut.to });
  });

  it('ends speech at a gap, and finds its place behind it', () => {
    const sound = new LiveSound();
    feed(sound, 0, 1, [{ from: 0, to: null }]);
    sound.hear(3_600 * SECOND, new Int16Array(2 * SECOND), [{ from: 3_600 * SECOND, to: 3_601 * SECOND }]);
    const { phrases } = work(sound);
    expect(phrases.filter(({ final }) => final).map(({ heardMs }) => heardMs)).toEqual([1_000, 3_601_000]);
  });

  it('refuses what it cannot take, and says so', () => {
    const sound = new LiveSound();
    feed(sound, 0, 600, [{ from: 0, to: null }]);
    expect(() => sound.hear(600 * SECOND, new Int16Array(SECOND), [])).toThrow(
      expect.objectContaining({ code: 'busy' }),
    );
    expect(() => sound.hear(0, new Int16Array(10), [])).toThrow(expect.objectContaining({ code: 'bad-request' }));
    // Once it has caught up, the same piece is taken.
    work(sound);
    expect(() => sound.hear(600 * SECOND, new Int16Array(SECOND), [])).not.toThrow();
  });
});
