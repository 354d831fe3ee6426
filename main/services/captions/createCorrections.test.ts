import { expect, test } from 'vitest';
import type { Word } from '../../../app/captions/Word.ts';
import { linesOf, noticesOf, testCaptions } from './captions.test-helper.ts';
import { saying } from './scriptedModels.test-helper.ts';

const words = (text: string): Word[] => (text.match(/\s*\S+/g) ?? []).map((word) => ({ text: word, startMs: 0, endMs: 0, probability: null }));
const PHRASE = saying(['we', 'sail', 'at', 'noon.', ''], 800);

test('a recording has a corrected copy beside its live lines, by wish; exported with it or without', async () => {
  const heard: number[] = [];
  const { client, record, say, watch } = testCaptions({
    second: {
      async transcribe(samples) {
        heard.push(samples.length / 2);
        return words('We sail at noon! We sail at noon!');
      },
      rest: async () => undefined,
    },
  });
  const { id } = await record({ corrected: true });
  const events = watch(id);
  await say(id, PHRASE);
  await say(id, PHRASE);
  await expect.poll(() => linesOf(events)).toHaveLength(2);
  await client.stop({ recordingId: id });
  // Each line is told again with what it has now.
  await expect.poll(() => linesOf(events)).toHaveLength(4);
  const { lines } = await client.lines({ recordingId: id, from: 0, limit: 10 });
  expect(lines.map(({ text, corrected }) => [text, corrected])).toEqual([
    ['we sail at noon.', 'We sail at noon!'],
    ['we sail at noon.', 'We sail at noon!'],
  ]);
  expect(lines[0]?.words.length).toBe(4);
  expect(heard).toHaveLength(1);
  expect((await client.export({ recordingId: id, format: 'txt' })).text).toContain('we sail at noon.');
  expect((await client.export({ recordingId: id, format: 'txt', corrected: true })).text).toContain('We sail at noon!');
  expect((await client.export({ recordingId: id, format: 'srt', corrected: true })).text).toContain('We sail at noon!');
  await expect.poll(() => events.findLast((event) => event.kind === 'state')).toMatchObject({ correcting: null });
  expect(events.some((event) => event.kind === 'state' && event.correcting !== null)).toBe(true);

  // What the person writes stands in both, and no second listening changes it.
  const edited = await client.editLine({ lineId: lines[0]!.id, text: 'We sail at one.' });
  expect(edited).toMatchObject({ text: 'We sail at one.', corrected: null });
  await expect(client.correct({ recordingId: id })).rejects.toMatchObject({ code: 'bad-request' });
});

test('afterwards, where the sound was kept: all lines but those that the person changed; it can be stopped', async () => {
  let release = Promise.withResolvers<void>();
  const { client, record, say, watch } = testCaptions({
    second: {
      async transcribe() {
        await release.promise;
        return words('We sail at noon! Farewell!');
      },
      rest: async () => undefined,
    },
  });
  const { id } = await record({ keepSound: true });
  const events = watch(id);
  await say(id, PHRASE);
  await say(id, PHRASE);
  await expect(client.correct({ recordingId: id })).rejects.toMatchObject({ code: 'bad-request' });
  await client.stop({ recordingId: id });
  const { lines } = await client.lines({ recordingId: id, from: 0, limit: 10 });
  await client.editLine({ lineId: lines[1]!.id, text: 'Farewell.' });
  await client.correct({ recordingId: id });
  await expect(client.correct({ recordingId: id })).rejects.toMatchObject({ code: 'busy' });
  await expect.poll(() => events.findLast((event) => event.kind === 'state')).toMatchObject({ correcting: { done: 0, total: 2 } });
  await client.cancelCorrect({ recordingId: id });
  await expect.poll(() => events.findLast((event) => event.kind === 'state')).toMatchObject({ correcting: null });
  release.resolve();
  release = Promise.withResolvers();
  release.resolve();
  await client.correct({ recordingId: id });
  await expect.poll(async () => (await client.lines({ recordingId: id, from: 0, limit: 10 })).lines.map(({ text, corrected }) => [text, corrected])).toEqual([
    ['we sail at noon.', 'We sail at noon!'],
    ['Farewell.', null],
  ]);
  expect(noticesOf(events)).toEqual([]);
});

test('what cannot be made says why, and the live lines are safe', async () => {
  const { client, record, say, watch } = testCaptions();
  const { id } = await record({ keepSound: true, corrected: true });
  const events = watch(id);
  await say(id, PHRASE);
  await client.stop({ recordingId: id });
  await expect.poll(() => noticesOf(events).at(-1)).toMatch(/live text is safe: Nothing here listens a second time/);
  expect((await client.lines({ recordingId: id, from: 0, limit: 10 })).lines[0]).toMatchObject({ text: 'we sail at noon.', corrected: null });
});
