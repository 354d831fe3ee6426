import { describe, expect, it } from 'vitest';
import type { Phrase } from '../../../app/captions/Phrase.ts';
import { scriptedRecogniser } from './scriptedRecogniser.test-helper.ts';
import { StreamedSound } from './StreamedSound.ts';

const text = (words: Phrase['committed']) => words.map((word) => word.text).join('');
const all = (sound: StreamedSound): Phrase[] => {
  const phrases: Phrase[] = [];
  for (let shown = sound.work(); shown !== null; shown = sound.work()) phrases.push(...shown);
  return phrases;
};
/** Samples of a value: the scripted recogniser hears a word where the value changes. */
const saying = (...values: number[]) => Int16Array.from({ length: values.length * 1_600 }, (_, at) => values[Math.floor(at / 1_600)]!);

describe('StreamedSound', () => {
  it('commits all words but the last, makes the phrase final where speech ends, and tells times on the clock of the sound', () => {
    const { recogniser } = scriptedRecogniser({ chunk: 1_600 });
    const sound = new StreamedSound(recogniser, null);
    sound.hear(0, saying(0, 0, 0, 0, 1, 1, 2, 2), [{ from: 6_400, to: null }]);
    const first = all(sound);
    expect(first.at(-1)).toMatchObject({ number: 0, final: false });
    expect([text(first.at(-1)!.committed), text(first.at(-1)!.tentative)]).toEqual([' one', ' two']);
    sound.hear(12_800, saying(3, 0, 0, 0), [{ from: 6_400, to: 15_000 }]);
    const [last] = all(sound).slice(-1);
    expect(last).toMatchObject({ number: 0, final: true, tentative: [], heardMs: 15_000 / 16 });
    expect(text(last!.committed)).toBe(' one two three');
    expect(last!.committed.map(({ startMs }) => startMs)).toEqual([400, 600, 800]);
    expect(sound.behindMs).toBe(0);
    sound.close();
    expect(all(sound)).toEqual([]);
    expect(sound.isFinished).toBe(true);
  });

  it('begins each stretch one chunk earlier: with real sound that was nobody\'s, else with silence', () => {
    const { recogniser, streams } = scriptedRecogniser({ chunk: 3_200 });
    const sound = new StreamedSound(recogniser, null);
    sound.hear(0, saying(5, 1, 2, 0), [{ from: 1_600, to: 4_800 }]);
    expect(text(all(sound).at(-1)!.committed)).toBe(' five one two');
    // Half a chunk of silence, then what was before the stretch.
    expect(streams[0]!.slice(0, 1_600).every((sample) => sample === 0)).toBe(true);
    expect(streams[0]![1_600]).toBe(5);
    sound.hear(6_400, saying(0, 3, 3, 0), [{ from: 6_400, to: 11_200 }]);
    const again = all(sound).at(-1)!;
    expect(again).toMatchObject({ number: 1, final: true });
    expect(text(again.committed)).toBe(' three');
    // What was heard in the first stretch is not heard again.
    expect(streams[1]!.slice(0, 1_600).every((sample) => sample === 0)).toBe(true);
  });

  it('never takes back a committed word, whatever the recogniser says later', () => {
    const { recogniser } = scriptedRecogniser({ chunk: 1_600, rewrites: true });
    const sound = new StreamedSound(recogniser, null);
    let committed: string[] = [];
    for (const [step, value] of [1, 2, 3, 4, 5, 6, 7].entries()) {
      sound.hear(step * 1_600, saying(value), [{ from: 0, to: step === 6 ? 11_200 : null }]);
      for (const phrase of all(sound)) {
        const now = phrase.committed.map((word) => word.text);
        expect(now.slice(0, committed.length)).toEqual(committed);
        committed = now;
      }
    }
    expect(committed.length).toBe(7);
  });

  it('ends a long phrase before a word, and goes on in the next one without a word twice', () => {
    const { recogniser } = scriptedRecogniser({ chunk: 1_600 });
    const sound = new StreamedSound(recogniser, null);
    const finals: Phrase[] = [];
    const values = Array.from({ length: 700 }, (_, at) => 1 + (at % 9));
    for (let at = 0; at < values.length; at += 10) {
      sound.hear(at * 1_600, saying(...values.slice(at, at + 10)), [{ from: 0, to: at + 10 >= 700 ? 1_120_000 : null }]);
      finals.push(...all(sound).filter(({ final }) => final));
    }
    expect(finals.length).toBeGreaterThan(2);
    expect(finals.map(({ number }) => number)).toEqual(finals.map((_, at) => at));
    expect(finals.flatMap(({ committed }) => committed).length).toBe(700);
    expect(Math.max(...finals.map(({ committed }) => committed.length))).toBeLessThanOrEqual(310);
  });

  it('goes on in a new stream when the same speech is told to go on after its end', () => {
    const { recogniser, streams } = scriptedRecogniser({ chunk: 1_600 });
    const sound = new StreamedSound(recogniser, null);
    sound.hear(0, saying(1, 2), [{ from: 0, to: 3_200 }]);
    // The stream is finished, and not yet looked at.
    do sound.work();
    while (!streams[0]!.finished);
    sound.hear(3_200, saying(3, 4), [{ from: 3_200, to: null }]);
    sound.close();
    const finals = all(sound).filter(({ final }) => final);
    expect(finals.map(({ committed }) => text(committed))).toEqual([' one two', ' three four']);
  });

  it('ends speech at a long gap and at the close, and takes no sound twice', () => {
    const { recogniser } = scriptedRecogniser({ chunk: 1_600 });
    const sound = new StreamedSound(recogniser, null);
    sound.hear(0, saying(1, 2), [{ from: 0, to: null }]);
    all(sound);
    sound.hear(160_000, saying(3, 4), [{ from: 160_000, to: null }]);
    sound.close();
    const finals = all(sound).filter(({ final }) => final);
    expect(finals.map(({ committed }) => text(committed))).toEqual([' one two', ' three four']);
    expect(finals[1]!.committed[0]!.startMs).toBe(10_000);
    expect(() => sound.hear(160_000, saying(1), [])).toThrow(/out of its order/);
  });
});
