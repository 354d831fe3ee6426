import { expect, test } from 'vitest';
import { scriptedTranslator } from './scriptedTranslator.test-helper.ts';
import { tryTranslator } from './tryTranslator.ts';

const { signal } = new AbortController();

test('a model that translates our sentences both ways may translate', async () => {
  const translator = scriptedTranslator();
  expect(await tryTranslator(translator, { from: 'en', to: 'de' }, signal)).toEqual({
    able: true,
    words: 'Scripted translates from English to German. Look at important words yourself: it can be wrong.',
  });
  expect(translator.asked.map(({ pair }) => `${pair.from}-${pair.to}`)).toEqual(['en-de', 'en-de', 'en-de', 'de-en', 'de-en', 'de-en']);
});

test.each(['de', 'en'] as const)('one that says the sentences again instead (into %s) may not, and what would is said', async (language) => {
  const translator = scriptedTranslator();
  translator.unable.add(language);
  const { able, words } = await tryTranslator(translator, { from: 'en', to: 'de' }, signal);
  expect(able).toBe(false);
  expect(words).toMatch(/^Scripted cannot translate from English to German: .+ A larger model that was trained in both languages can; choose one in Settings/);
});
