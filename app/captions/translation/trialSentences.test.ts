import { expect, test } from 'vitest';
import { hasWords } from './hasWords.ts';
import { TranslationLanguage } from './TranslationLanguage.ts';
import { trialSentences } from './trialSentences.ts';

const all = Object.entries(trialSentences);

test('each sentence has the words that are looked for in it', () => {
  expect(all.map(([code]) => code)).toEqual(TranslationLanguage.options);
  for (const [code, sentences] of all) for (const { text, words } of sentences) expect(hasWords(text, words), `${code}: ${text}`).toBe(true);
});

test('a model that says a sentence again instead of translating it passes in no language', () => {
  const pairs = all.flatMap(([to, sentences]) => all.filter(([from]) => from !== to).map(([from, others]) => ({ to, from, sentences, others })));
  for (const { to, from, sentences, others } of pairs) {
    const passed = sentences.filter(({ words }, i) => hasWords(others[i]?.text ?? '', words)).length;
    // Portuguese and Spanish share a house and a cat: one of three is not enough.
    expect(passed, `${from} for ${to}`).toBeLessThan(2);
  }
});

test('whole words only', () => {
  expect(hasWords('Ein GLAS Wasser', [['glas'], ['wasser']])).toBe(true);
  expect(hasWords('a glass of water', [['glas']])).toBe(false);
});
