import { expect, test } from 'vitest';
import { scriptedEngine } from '../../chat/scriptedEngine.test-helper.ts';
import { chatTranslator } from './chatTranslator.ts';

const PAIR = { from: 'en', to: 'de' } as const;

function translatorOf(words: readonly string[]) {
  const engine = scriptedEngine(words);
  return { engine, translator: chatTranslator({ name: () => 'Test', whenReady: async () => engine.client }) };
}

test.each([
  [['“Der Fluss', ' behält sein Bett.”'], 'Der Fluss behält sein Bett.'],
  [['German translation: Der Fluss', '\nbehält.'], 'Der Fluss behält.'],
  [['Der Fluss.\n\n', 'Note: this is literal.'], 'Der Fluss.'],
  [['  '], ''],
])('what a model puts around its translation is taken away: %j', async (words, expected) => {
  const { engine, translator } = translatorOf(words);
  for (const _ of words) engine.step();
  expect(await translator.translate('The river keeps its bed.', PAIR, new AbortController().signal)).toBe(expected);
  const [prompt] = engine.prompts;
  expect(prompt).toHaveLength(1);
  expect(prompt?.[0]?.text).toBe('Translate from English to German:\nThe river keeps its bed.');
});

test('one that is stopped gives nothing, and leaves the engine free', async () => {
  const { engine, translator } = translatorOf(['Der', ' Fluss']);
  const abort = new AbortController();
  const translating = translator.translate('The river.', PAIR, abort.signal);
  await expect.poll(() => engine.open()).toBe(1);
  abort.abort();
  await expect(translating).rejects.toMatchObject({ code: 'cancelled' });
  await expect.poll(() => engine.open()).toBe(0);
});

test('an engine that dies is an error', async () => {
  const { engine, translator } = translatorOf(['Der']);
  const translating = translator.translate('The river.', PAIR, new AbortController().signal);
  await expect.poll(() => engine.open()).toBe(1);
  engine.crash();
  await expect(translating).rejects.toThrow();
});
