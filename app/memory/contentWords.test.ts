import { expect, test } from 'vitest';
import { contentWords } from './contentWords.ts';

const stems = (text: string): string[] => contentWords(text).map(({ stem }) => stem);

test('leaves out what every text has', () => {
  expect(contentWords('What is the name of my dog?').map(({ word }) => word)).toEqual(['name', 'dog']);
  for (const text of ['', 'What is it that you are?', '"(*^ OR', '😀', '\0']) {
    expect(contentWords(text).filter(({ word }) => word !== 'or')).toEqual([]);
  }
});

test('forms of a word meet', () => {
  expect(new Set(stems('move moves moved moving'))).toEqual(new Set(['mov']));
  expect(new Set(stems("dog dogs dog's dog’s Dogs"))).toEqual(new Set(['dog']));
  expect(stems('planned plans')).toEqual(['plan', 'plan']);
  expect(stems('class glass 4711 río 河')).toEqual(['class', 'glass', '4711', 'rio', '河']);
});
