import { expect, test } from 'vitest';
import { factsFigures } from './factsFigures.ts';
import type { Seen } from './measureRecall.ts';

const fact = { kind: 'dog', person: 'my aunt', values: ['Bella', 'Rufus'], change: 'updated', questions: [] } as const;
const seen = (answer: string | null, latest: boolean, outdated = false): Seen => ({
  arm: 'both', question: 'Which name has the dog of my aunt?', fact, latest, recalled: latest, outdated, tokens: 10, milliseconds: 3, text: '', answer, margin: answer === null ? null : answer === 'Bella' ? -1 : 2,
});

test('counts what stood before the model apart from what it answered', () => {
  const figures = factsFigures([seen('It is Rufus.', true), seen('It was Bella, now Rufus.', true, true), seen('Bella', false, true), seen(null, true)]);
  expect(figures.latest?.share).toBe(0.75);
  expect(figures.outdatedOnly?.share).toBe(0.25);
  expect(figures.answered.asked).toBe(3);
  expect(figures.answered.right?.share).toBeCloseTo(1 / 3);
  expect(figures.answered.outdated?.share).toBeCloseTo(2 / 3);
  expect(figures.answered.rightWhereSeen?.share).toBe(0.5);
  expect(figures.answered.likeliest?.share).toBeCloseTo(2 / 3);
  expect(figures.answered.meanMargin).toBe(1);
  expect(figures.answered.rightWhereSeenUnchanged).toBeNull();
});

test('counts the marks of all questions together', () => {
  const marks = [{ given: 3, right: 2, outdated: 5 }, { given: 1, right: 1, outdated: 1 }];
  const figures = factsFigures([...marks.map((each) => ({ ...seen(null, true), marks: each })), seen(null, true)]);
  expect(figures.marks.right?.share).toBe(0.75);
  expect(figures.marks.found?.share).toBe(0.5);
  expect(factsFigures([seen(null, true)]).marks).toEqual({ right: null, found: null });
});

test('says nothing of answers where none was asked for', () => {
  expect(factsFigures([seen(null, true)]).answered).toMatchObject({ asked: 0, right: null });
});
