import { expect, onTestFinished, test } from 'vitest';
import type { CaptionsEvent } from '../../../../app/contract/services/captions.ts';
import { AppError } from '../../../../app/contract/AppError.ts';
import { openTestStore } from '../../../store/testing/openTestStore.ts';
import { createTranslations } from './createTranslations.ts';
import { scriptedTranslator } from './scriptedTranslator.test-helper.ts';

const PAIR = { from: 'en', to: 'de' } as const;

async function start() {
  const { store } = openTestStore();
  const translator = scriptedTranslator();
  const events: CaptionsEvent[] = [];
  const notices: string[] = [];
  let answering = false;
  const translations = createTranslations({
    store,
    translator,
    isAnswering: () => answering,
    tell: (_id, event) => events.push(event),
    notice: (_id, sentence) => notices.push(sentence),
    lookMs: 1,
  });
  onTestFinished(() => translations.close());
  const { id } = await store.addRecording({ source: 'microphone', title: 'Talk', keptSound: false, remembered: false });
  let count = 0;
  const say = async (text: string) => {
    await store.addLines({ recordingId: id, lines: [{ id: `${id}-${count++}-0`, startMs: count, endMs: count + 1, text, words: [], speaker: null }] });
    translations.wake();
  };
  const stored = async () => (await store.lines({ recordingId: id, from: 0, limit: 100 })).lines.map(({ translation }) => translation?.text ?? null);
  const clauses = () => events.flatMap((event) => (event.kind === 'translation' && event.lineId === null ? [event.text] : []));
  return { store, translator, translations, events, notices, id, say, stored, clauses, setAnswering: (is: boolean) => (answering = is) };
}

test('lines that were there and lines that come are translated, in their order, once', async () => {
  const { translations, translator, events, id, say, stored } = await start();
  await say('We sail.');
  await translations.set(id, PAIR);
  expect(translations.language(id)).toBe('de');
  await say('Now.');
  await expect.poll(stored).toEqual(['de: WE SAIL.', 'de: NOW.']);
  translations.wake();
  expect(events.map((event) => (event.kind === 'translation' ? event.text : event.kind))).toEqual(['translating', 'de: WE SAIL.', 'de: NOW.']);
  // Six were to try it, and one for each line.
  expect(translator.asked).toHaveLength(8);
});

test('a model is tried once, and one that cannot is refused with a sentence', async () => {
  const { translations, translator, id, say, stored } = await start();
  translator.unable.add('fr');
  await say('We sail.');
  await expect(translations.set(id, { from: 'en', to: 'fr' })).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('Scripted cannot translate from English to French') as string });
  const before = translator.asked.length;
  expect(await translations.try({ from: 'en', to: 'fr' })).toMatchObject({ able: false });
  expect(translator.asked.length).toBe(before);
  expect(translations.language(id)).toBeNull();
  expect(await stored()).toEqual([null]);
});

test('the clause that is spoken is shown as far as two translations agree, and is gone when it has become a line', async () => {
  const { translations, id, say, stored, clauses } = await start();
  await translations.set(id, PAIR);
  translations.clause(id, 'the river keeps');
  await expect.poll(clauses).toEqual(['']);
  translations.clause(id, 'the river keeps its own bed');
  await expect.poll(clauses).toEqual(['', 'de: THE RIVER KEEPS']);
  // One word more is not worth another translation.
  translations.clause(id, 'the river keeps its own bed for');
  await say('the river keeps its own bed for long.');
  translations.clause(id, '');
  await expect.poll(stored).toEqual(['de: THE RIVER KEEPS ITS OWN BED FOR LONG.']);
  expect(clauses()).toEqual(['', 'de: THE RIVER KEEPS', '']);
});

test('while the chat answers nothing is translated, and what was being translated is stopped and made again', async () => {
  const { translations, translator, id, say, stored, setAnswering } = await start();
  await translations.set(id, PAIR);
  const go = translator.hold();
  await say('We sail.');
  await expect.poll(() => translator.asked.length).toBe(7);
  setAnswering(true);
  await say('Now.');
  go();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const during = translator.asked.length;
  expect(await stored()).not.toContain('de: NOW.');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(translator.asked.length).toBe(during);
  setAnswering(false);
  await expect.poll(stored).toEqual(['de: WE SAIL.', 'de: NOW.']);
});

test('a line that is corrected is translated again, and one that is forgotten leaves no translation', async () => {
  const { store, translations, id, say, stored } = await start();
  await translations.set(id, PAIR);
  await say('We sell.');
  await expect.poll(stored).toEqual(['de: WE SELL.']);
  const lineId = `${id}-0-0`;
  await store.editLine({ lineId, text: 'We sail.' });
  expect(await store.translateLine({ lineId, of: 'We sell.', language: 'de', text: 'too late', corrected: false })).toEqual({ stored: false });
  translations.wake();
  await expect.poll(stored).toEqual(['de: WE SAIL.']);
  await store.forgetTurn({ turnId: lineId });
  expect(await store.translateLine({ lineId, of: 'We sail.', language: 'de', text: 'too late', corrected: false })).toEqual({ stored: false });
});

test('a corrected text gets a translation of its own, after the lines; the live line keeps hers', async () => {
  const { store, translations, translator, events, id, say, stored } = await start();
  await translations.set(id, PAIR);
  await say('We sell.');
  await say('Now.');
  await expect.poll(stored).toEqual(['de: WE SELL.', 'de: NOW.']);
  const [first, second] = [`${id}-0-0`, `${id}-1-0`];
  const asked = translator.asked.length;
  // One that is the same as the line needs none.
  await store.correctLines({ recordingId: id, lines: [{ id: first, text: 'We sail.' }, { id: second, text: 'Now.' }] });
  translations.wake();
  await expect.poll(() => events.at(-1)).toEqual({ kind: 'translation', lineId: first, language: 'de', text: 'de: WE SAIL.', corrected: true });
  expect(translator.asked.length).toBe(asked + 1);
  expect(await store.line({ lineId: first })).toMatchObject({ translation: { text: 'de: WE SELL.', corrected: 'de: WE SAIL.' } });
  // Of another second listening it is made again.
  await store.correctLines({ recordingId: id, lines: [{ id: first, text: 'We sailed.' }] });
  expect((await store.line({ lineId: first })).translation).toEqual({ language: 'de', text: 'de: WE SELL.' });
  expect(await store.translateLine({ lineId: first, of: 'We sail.', language: 'de', text: 'too late', corrected: true })).toEqual({ stored: false });
  translations.wake();
  await expect.poll(async () => (await store.line({ lineId: first })).translation?.corrected).toBe('de: WE SAILED.');
  // And what the person writes has but one.
  await store.editLine({ lineId: first, text: 'We set sail.' });
  translations.wake();
  await expect.poll(async () => (await store.line({ lineId: first })).translation).toEqual({ language: 'de', text: 'de: WE SET SAIL.' });
});

test('a translator that fails again and again ends it with a sentence; captions go on', async () => {
  const { translations, translator, events, notices, id, say } = await start();
  await translations.set(id, PAIR);
  translator.fail = new AppError('internal', 'The model could not go on.');
  await say('We sail.');
  await expect.poll(() => notices, { timeout: 10_000 }).toEqual(['The translation ended: The model could not go on. Captions go on without it.']);
  expect(events.at(-1)).toEqual({ kind: 'translating', to: null });
}, 15_000);
