// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLocalVoices } from './createLocalVoices.ts';
import { TestSynthesis } from './TestSynthesis.test-helper.ts';

let synthesis: TestSynthesis;
beforeEach(() => {
  synthesis = new TestSynthesis();
  synthesis.install();
});
afterEach(() => vi.unstubAllGlobals());

test('only voices of this computer are offered, those that come late, too; where there are none, none', () => {
  const voices = createLocalVoices();
  expect(voices.store.getState().voices).toEqual([]);
  synthesis.tell([{ voiceURI: 'a', name: 'Anna', lang: 'de-DE', localService: true }, { voiceURI: 'b', name: 'Cloud', lang: 'en-US', localService: false }]);
  expect(voices.store.getState().voices).toEqual([{ id: 'a', name: 'Anna', language: 'de-DE' }]);
  expect(voices.speak('b', 'Hello.', 1)).toBeNull();
  voices.close();
  synthesis.tell([]);
  expect(voices.store.getState().voices).toHaveLength(1);
  expect(createLocalVoices(undefined).store.getState().voices).toEqual([]);
});

test('a text is said sentence by sentence, without its marks; the place that is heard is told', async () => {
  synthesis.tell([{ voiceURI: 'a', name: 'Anna', lang: 'de-DE', localService: true }]);
  const text = 'The **river** rose in the night and took it. Nobody had seen it coming, not even the mill.';
  const speech = createLocalVoices().speak('a', text, 1.5);
  const first = synthesis.spoken[0];
  expect(first?.text).toBe('The river rose in the night and took it.');
  expect([first?.lang, first?.rate]).toEqual(['de-DE', 1.5]);
  synthesis.boundary(10);
  expect(speech?.heardTo()).toBe(10);
  await synthesis.end();
  expect(text.slice(0, speech?.heardTo())).toBe('The **river** rose in the night and took it.');
  await synthesis.end();
  expect(synthesis.spoken).toHaveLength(2);
  expect(await speech?.whenHeard).toBe(true);
});

test('it falls silent at once, says nothing of what cannot be said, and tells when the system fails', async () => {
  synthesis.tell([{ voiceURI: 'a', name: 'Anna', lang: 'de-DE', localService: true }]);
  const voices = createLocalVoices();
  const stopped = voices.speak('a', 'One sentence that is long enough. And another one that comes after it.', 1);
  stopped?.stop();
  expect(await stopped?.whenHeard).toBe(true);
  expect(synthesis.spoken).toHaveLength(1);
  expect(await voices.speak('a', '---', 1)?.whenHeard).toBe(false);
  const failed = voices.speak('a', 'One sentence.', 1);
  const refusal = expect(failed?.whenHeard).rejects.toMatchObject({ message: expect.stringContaining('audio-busy') });
  await synthesis.fail('audio-busy');
  await refusal;
});
