import { expect, test } from 'vitest';
import { MAX_SPOKEN_TEXT } from '../../../app/contract/services/speech.ts';
import type { SpokenChunk } from '../../../app/voice/SpokenChunk.ts';
import { scriptedVoice, type ScriptedVoice } from './scriptedVoice.test-helper.ts';

async function phaseOf({ client }: ScriptedVoice): Promise<string> {
  for await (const { phase } of client.status({})) if (phase !== 'starting') return phase;
  return 'none';
}
async function all(chunks: AsyncIterable<SpokenChunk>): Promise<SpokenChunk[]> {
  const read: SpokenChunk[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return read;
}

test('nothing is fetched, and no process started, before it is asked for; then a text is read with its places', async () => {
  const voice = scriptedVoice({ present: false });
  expect(await phaseOf(voice)).toBe('absent');
  await expect(all(voice.client.readAloud({ text: 'Hello.' }))).rejects.toMatchObject({ code: 'no-model' });
  expect([voice.obtained, voice.children]).toEqual([[], []]);
  await voice.client.prepare({});
  await expect.poll(() => phaseOf(voice)).toBe('ready');
  expect(await all(voice.client.readAloud({ text: 'Hello there' }))).toEqual([
    { from: 0, to: 5, samples: 'AQACAA==', sampleRate: 22_050 },
    { from: 6, to: 11, samples: 'AQACAA==', sampleRate: 22_050 },
  ]);
  expect(voice.loaded).toMatchObject([{ directory: '/models/joe', phonemes: '/models/phonemes' }]);
});

test('a voice that is here needs no question: its process starts with the first text and stays', async () => {
  const voice = scriptedVoice({ present: true });
  expect(await phaseOf(voice)).toBe('ready');
  expect(voice.children).toEqual([]);
  await all(voice.client.readAloud({ text: 'one' }));
  await all(voice.client.readAloud({ text: 'two' }));
  expect([voice.said, voice.children.length, voice.obtained]).toEqual([['one', 'two'], 1, [false]]);
});

test('only what is about to be heard is made, and nothing more once the reader leaves', async () => {
  const voice = scriptedVoice({ present: true });
  const chunks = voice.client.readAloud({ text: 'a b c d e f g h i j' });
  await chunks.next();
  await expect.poll(() => voice.said.length).toBe(3);
  await chunks.return?.();
  await all(voice.client.readAloud({ text: 'z' }));
  expect(voice.said).toEqual(['a', 'b', 'c', 'z']);
});

test('a text longer than the process takes at once is read whole, and its places are those of the text', async () => {
  const voice = scriptedVoice({ present: true });
  const long = `${'x'.repeat(MAX_SPOKEN_TEXT - 10)}\n\nand more`;
  const chunks = await all(voice.client.readAloud({ text: `${long} to come` }));
  expect(chunks.map(({ from, to }) => `${long} to come`.slice(from, to).slice(-4))).toEqual(['xxxx', 'and', 'more', 'to', 'come']);
});

test('a crash in the midst of a text is told as one, and the next text is read by another process', async () => {
  const voice = scriptedVoice({ present: true });
  const chunks = voice.client.readAloud({ text: 'a b c d e f g h' });
  await chunks.next();
  voice.children[0]?.kill();
  await expect(all(chunks)).rejects.toMatchObject({ code: 'crashed', message: expect.stringContaining('started again') });
  await all(voice.client.readAloud({ text: 'again' }));
  expect([voice.said.at(-1), voice.children.length]).toEqual(['again', 2]);
});

test('a damaged voice is told, and made anew when the person tries again', async () => {
  const voice = scriptedVoice({ present: true, damaged: true });
  await expect(all(voice.client.readAloud({ text: 'one' }))).rejects.toMatchObject({ code: 'bad-file' });
  expect(await phaseOf(voice)).toBe('failed');
  await voice.client.prepare({});
  await expect.poll(() => phaseOf(voice)).toBe('ready');
  await all(voice.client.readAloud({ text: 'two' }));
  expect([voice.said, voice.obtained]).toEqual([['two'], [false, true]]);
});

test('who waits for the voice is told when the program closes', async () => {
  const voice = scriptedVoice({ present: true });
  await voice.close();
  await expect(all(voice.client.readAloud({ text: 'one' }))).rejects.toMatchObject({ code: 'closed' });
});

test('an installed voice that was chosen speaks, in a process of its own; its pronunciation is what was installed or fetched', async () => {
  const voice = scriptedVoice({ present: true });
  await all(voice.client.readAloud({ text: 'one' }));
  for (const [name, language] of [['heart', null], ['thorsten', 'de'], ['amy', 'en-us']] as const) {
    voice.choose(name, language);
    // What was asked of the voice before ends with its process.
    await expect.poll(() => voice.children.length === voice.loaded.length && phaseOf(voice)).toBe('ready');
    await all(voice.client.readAloud({ text: name }));
  }
  expect(voice.loaded.map(({ directory, phonemes }) => [directory, phonemes])).toEqual([
    ['/models/joe', '/models/phonemes'],
    ['/installed/heart', null],
    ['/installed/thorsten', '/models/german'],
    ['/installed/amy', '/models/phonemes'],
  ]);
  expect(voice.said).toEqual(['one', 'heart', 'thorsten', 'amy']);
});

test('another voice that is chosen while a message is read goes on with it where the one before ended', async () => {
  const voice = scriptedVoice({ present: true });
  const chunks = voice.client.readAloud({ text: 'one two three four five six seven' });
  const first = await chunks.next();
  expect(first.value).toMatchObject({ from: 0, to: 3 });
  voice.choose('heart', null);
  await expect.poll(() => voice.said.length).toBeGreaterThan(0);
  const rest = await all(chunks);
  const places = [first.value, ...rest].map(({ from, to }) => 'one two three four five six seven'.slice(from, to));
  expect(places).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
  expect(voice.loaded.map(({ directory }) => directory)).toEqual(['/models/joe', '/installed/heart']);
});

test('it is the speaker and the speed of the settings that are heard; a speaker that the voice lacks is its first', async () => {
  const voice = scriptedVoice({ present: true });
  await all(voice.client.readAloud({ text: 'one' }));
  voice.set({ voiceSpeaker: 2, voiceSpeed: 1.25 });
  await all(voice.client.readAloud({ text: 'two' }));
  voice.set({ voiceSpeaker: 3 });
  await all(voice.client.readAloud({ text: 'three' }));
  expect(voice.manners).toEqual([{ speaker: 0, speed: 1 }, { speaker: 2, speed: 1.25 }, { speaker: 0, speed: 1.25 }]);
});

test('an installed voice that needs nothing is ready though nothing was fetched', async () => {
  const voice = scriptedVoice({ present: false });
  expect(await phaseOf(voice)).toBe('absent');
  voice.choose('heart', null);
  await expect.poll(() => phaseOf(voice)).toBe('ready');
  await all(voice.client.readAloud({ text: 'one' }));
  expect(voice.obtained).toEqual([]);
});
