import { expect, test } from 'vitest';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import type { Word } from '../../../app/captions/Word.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { createCorrector } from './createCorrector.ts';

const line = (id: string, startMs: number, endMs: number, text = `we sail ${id}`) => ({ id, startMs, endMs, text });

function corrector(transcribe: (samples: Uint8Array) => Promise<Word[]>) {
  const stored: { id: string; text: string }[] = [];
  const sounds: [number, number][] = [];
  const problems: string[] = [];
  const made = createCorrector({
    recordingId: 'r',
    store: {
      async correctLines({ lines }) {
        stored.push(...lines);
        return { lines: lines as unknown as CaptionLine[] };
      },
    },
    hearing: { transcribe },
    language: () => null,
    sound(fromMs, toMs) {
      sounds.push([fromMs, toMs]);
      return new Uint8Array(2);
    },
    onLines: () => undefined,
    onProgress: () => undefined,
    onProblem: (sentence) => problems.push(sentence),
  });
  return { made, stored, sounds, problems };
}
const words = (text: string): Word[] => (text.match(/\s*\S+/g) ?? []).map((word) => ({ text: word, startMs: 0, endMs: 0, probability: null }));

test('lines are listened to together until there is enough of them, or a silence, and each gets its part of the text', async () => {
  const texts = ['We sail a. We sail b.', 'We sailed c!'];
  const { made, stored, sounds } = corrector(async () => words(texts.shift() ?? ''));
  made.add(line('a', 1_000, 3_000));
  made.add(line('b', 4_000, 9_000));
  // After a silence of five seconds.
  made.add(line('c', 14_000, 15_000));
  expect(made.progress()).toEqual({ done: 0, total: 3 });
  await made.end();
  expect(sounds).toEqual([[800, 9_200], [13_800, 15_200]]);
  expect(stored).toEqual([{ id: 'a', text: 'We sail a.' }, { id: 'b', text: 'We sail b.' }, { id: 'c', text: 'We sailed c!' }]);
  expect(made.progress()).toEqual({ done: 3, total: 3 });
});

test('no stretch is longer than a recogniser takes, and one that says next to nothing leaves the lines as they are', async () => {
  const { made, stored, sounds } = corrector(async () => words('Thank you.'));
  for (let at = 0; at < 40; at++) made.add(line(`${at}`, at * 4_000, at * 4_000 + 3_500, 'we sail at noon from the harbour'));
  made.add(line('long', 200_000, 290_000, 'we sail at noon from the harbour'));
  await made.end();
  expect(sounds.every(([from, to]) => to - from <= 28_400)).toBe(true);
  expect(sounds.length).toBeGreaterThan(5);
  expect(stored).toEqual([]);
  expect(made.progress()).toEqual({ done: 41, total: 41 });
});

test('a failure is tried again, and after three of them it ends with a sentence', async () => {
  let calls = 0;
  const { made, stored, problems } = corrector(async () => {
    calls += 1;
    if (calls === 1) throw new AppError('crashed', 'It stopped.');
    return words('We sail a.');
  });
  made.add(line('a', 0, 1_000));
  await made.end();
  expect([stored.length, problems]).toEqual([1, []]);
  const broken = corrector(() => Promise.reject(new AppError('crashed', 'It stopped.')));
  broken.made.add(line('a', 0, 1_000));
  broken.made.add(line('b', 9_000, 10_000));
  await broken.made.end();
  expect(broken.problems).toEqual(['The corrected copy ends here, and the live text is safe: It stopped.']);
});

test('cancelled, it stores nothing more', async () => {
  const heard = Promise.withResolvers<Word[]>();
  const { made, stored } = corrector(() => heard.promise);
  made.add(line('a', 0, 20_000));
  made.add(line('b', 21_000, 22_000));
  made.cancel();
  heard.resolve(words('We sail a.'));
  await made.end();
  expect(stored).toEqual([]);
});
