import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bytesOfBase64 } from '../../../app/captions/bytesOfBase64.ts';
import { parseCaptionsJson } from '../../../app/captions/parseCaptionsJson.ts';
import { parseVtt } from '../../../app/captions/parseVtt.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { openTestStore } from '../../store/testing/openTestStore.ts';
import { linesOf, noticesOf, testCaptions } from './captions.test-helper.ts';
import { deadly, saying } from './scriptedModels.test-helper.ts';

const SAIL = saying(['we', 'sail', 'at', 'noon.', ''], 800);
const EMPTY = saying(['the', 'harbour', 'is', 'empty.', ''], 800);

test('what is said becomes phrases, then lines, with times on the clock of the recording', async () => {
  const { client, record, say, watch } = testCaptions();
  const { id } = await record();
  const events = watch(id);
  await say(id, SAIL);
  await say(id, EMPTY);
  await expect.poll(() => linesOf(events)).toEqual(['we sail at noon.', 'the harbour is empty.']);
  expect(events[0]).toMatchObject({ kind: 'state', recording: { id, live: true } });
  expect(events.some((event) => event.kind === 'phrase' && event.phrase !== null && !event.phrase.final)).toBe(true);
  const ended = await client.stop({ recordingId: id });
  expect(ended).toMatchObject({ live: false, lines: 2, durationMs: 500 });
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'state', recording: { live: false, lines: 2 } });
  const { lines } = await client.lines({ recordingId: id, from: 0, limit: 10 });
  expect(lines[1]).toMatchObject({ startMs: 250, index: 1, words: [{ text: ' the' }, { text: ' harbour' }, { text: ' is' }, { text: ' empty.' }] });
  await expect(say(id, SAIL)).rejects.toMatchObject({ code: 'not-found' });
});

test('the last phrase is written down when a recording ends in the midst of it', async () => {
  const { client, record, say } = testCaptions();
  const { id } = await record();
  await say(id, SAIL.subarray(0, 4 * 1_600));
  expect(await client.stop({ recordingId: id })).toMatchObject({ lines: 1 });
  expect(await client.stop({ recordingId: id })).toMatchObject({ lines: 1, live: false });
});

test.each(['hearing', 'speech'] as const)('a crash of %s: what was committed stays, what followed it is heard once more, and what comes after is at its place', async (which) => {
  const { models, client, record, say, watch } = testCaptions();
  const { id } = await record();
  const events = watch(id);
  await say(id, SAIL);
  await expect.poll(() => linesOf(events)).toHaveLength(1);
  await say(id, saying(['farewell.', 'now'], 1_600));
  await expect.poll(() => events.some((event) => event.kind === 'phrase' && event.phrase?.committed[0]?.text === ' farewell.')).toBe(true);
  models.crash(which);
  await say(id, saying([''], 1_600));
  await say(id, EMPTY);
  models.restart();
  await expect.poll(() => linesOf(events).at(-1)).toBe('the harbour is empty.');
  expect(noticesOf(events)[0]).toContain('Captions were interrupted and go on');
  await client.stop({ recordingId: id });
  const { lines } = await client.lines({ recordingId: id, from: 0, limit: 10 });
  expect(lines.map(({ text }) => text)).toEqual(['we sail at noon.', 'farewell.', 'now', 'the harbour is empty.']);
  expect(lines.at(-1)).toMatchObject({ text: 'the harbour is empty.', startMs: ((4_000 + 3_200 + 1_600) * 1_000) / 16_000 });
  expect(lines[1]).toMatchObject({ startMs: 250 });
  expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
});

test('sound at which hearing ends each time is heard twice, and then it gives up; what was committed is safe', async () => {
  const { models, client, record, say, watch } = testCaptions();
  const { id } = await record();
  const events = watch(id);
  await say(id, saying(['farewell.', 'now'], 1_600));
  await expect.poll(() => models.heard.length).toBe(1);
  await say(id, deadly);
  await expect.poll(() => events.at(-1), { timeout: 10_000 }).toMatchObject({ kind: 'state', recording: { live: false } });
  // First in its turn, once more with what was said before it, and then alone until it is given up.
  expect(models.heard.length).toBeLessThanOrEqual(8);
  expect((await client.lines({ recordingId: id, from: 0, limit: 10 })).lines[0]).toMatchObject({ text: 'farewell.' });
});

test('a device that gives nothing any more ends the phrase: what was said before is a line while it is away', async () => {
  const { client, record, say, watch } = testCaptions({ limits: { quietMs: 20 } });
  const { id } = await record();
  const events = watch(id);
  await say(id, saying(['we', 'sail'], 800));
  await expect.poll(() => linesOf(events)).toEqual(['we sail']);
  await say(id, EMPTY, 32_000);
  await expect.poll(() => linesOf(events)).toEqual(['we sail', 'the harbour is empty.']);
  const file = await record({ source: 'file' });
  const heard = watch(file.id);
  await say(file.id, saying(['we', 'sail'], 800));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await say(file.id, saying(['at', 'noon.', ''], 800));
  await expect.poll(() => linesOf(heard)).toEqual(['we sail at noon.']);
  const ended = await client.stop({ recordingId: id });
  expect(ended).toMatchObject({ lines: 2 });
});

test('when hearing cannot be started again the recording ends, and says why', async () => {
  const { models, client, record, say, watch } = testCaptions();
  const { id } = await record();
  const events = watch(id);
  await say(id, SAIL);
  await expect.poll(() => linesOf(events)).toHaveLength(1);
  models.crash('hearing');
  models.fail(new AppError('crashed', 'The hearing process stopped unexpectedly.'));
  await say(id, EMPTY);
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'state', recording: { live: false, lines: 1 } });
  expect(noticesOf(events).at(-1)).toBe('The hearing process stopped unexpectedly. The recording ends here; its lines are safe.');
  expect((await client.lines({ recordingId: id, from: 0, limit: 10 })).lines).toHaveLength(1);
});

test('a machine that is too slow leaves out sound of a microphone and says so; a file waits and loses nothing', async () => {
  const limits = { waiting: 8_000, piece: 4_000, behindMs: 100, pauseMs: 5 };
  const { models, client, record, say, watch } = testCaptions({ limits });
  models.setBehind(5_000);
  const { id } = await record();
  const events = watch(id);
  for (let i = 0; i < 10; i++) await say(id, SAIL);
  await expect.poll(() => noticesOf(events)[0]).toContain('cannot keep up');
  models.setBehind(0);
  await expect.poll(async () => (await say(id, EMPTY, 0)).behindMs).toBeLessThan(500);
  await expect.poll(() => noticesOf(events).some((notice) => /fell behind: \d+\.\d s of sound/.test(notice))).toBe(true);
  await client.stop({ recordingId: id });
  expect(models.heard.reduce((sum, { samples }) => sum + samples, 0)).toBeLessThan(10 * 4_000 + 100_000);

  models.setBehind(5_000);
  const file = await record({ source: 'file' });
  const feeding = (async () => {
    for (let i = 0; i < 10; i++) await say(file.id, SAIL);
  })();
  await expect.poll(() => models.heard.length).toBeGreaterThan(0);
  models.setBehind(0);
  await feeding;
  expect(await client.stop({ recordingId: file.id })).toMatchObject({ lines: 10, durationMs: 2_500 });
});

test('a gap is marked, sound that comes twice is heard once, and what is no sound is refused', async () => {
  const { models, client, record, say, watch } = testCaptions();
  const { id } = await record({ keepSound: true });
  const events = watch(id);
  await say(id, SAIL);
  await say(id, EMPTY, 32_000);
  await expect.poll(() => linesOf(events)).toHaveLength(2);
  expect(noticesOf(events)).toEqual(['2.0 s of sound are missing at 00:00:00.']);
  const heard = models.heard.length;
  await client.feed({ recordingId: id, at: 0, samples: Buffer.from(SAIL).toString('base64') });
  expect(models.heard).toHaveLength(heard);
  await expect(client.feed({ recordingId: id, at: 40_000, samples: 'AAAA' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(client.feed({ recordingId: id, at: 2 ** 50, samples: 'AAA=' })).rejects.toMatchObject({ code: 'bad-request' });
  await client.stop({ recordingId: id });
  const { lines } = await client.lines({ recordingId: id, from: 1, limit: 1 });
  expect(lines[0]).toMatchObject({ startMs: 2_250 });
});

test('sound is kept when the person says so, at its place, and goes with the recording', async () => {
  const { client, folder, record, say, service } = testCaptions();
  const { id } = await record({ keepSound: true });
  const other = await record();
  await say(id, SAIL);
  await say(other.id, SAIL);
  await say(id, EMPTY, 1_600);
  await client.stop({ recordingId: id });
  expect(readdirSync(folder)).toEqual([`${id}.pcm`]);
  const kept = readFileSync(join(folder, `${id}.pcm`));
  expect(kept.subarray(0, SAIL.length).equals(Buffer.from(SAIL))).toBe(true);
  expect(kept.subarray(SAIL.length, SAIL.length + 3_200).every((byte) => byte === 0)).toBe(true);
  const { wav } = await client.sound({ recordingId: id, startMs: 350, endMs: 100_000 });
  expect(Buffer.from(bytesOfBase64(wav)).subarray(44).equals(Buffer.from(EMPTY))).toBe(true);
  await expect(client.sound({ recordingId: other.id, startMs: 0, endMs: 100 })).rejects.toMatchObject({ code: 'not-found' });
  await client.remove({ recordingId: id });
  await client.restore({ recordingId: id });
  expect(readdirSync(folder)).toHaveLength(1);
  await client.remove({ recordingId: id });
  // As the next start does.
  await expect.poll(async () => {
    await service.recover();
    return readdirSync(folder);
  }).toEqual([]);
});

test('what a person changes is told to every window, stored, found and exported', async () => {
  const { client, record, say, watch } = testCaptions();
  const { id } = await record();
  const events = watch(id);
  await say(id, SAIL);
  await say(id, EMPTY);
  await client.stop({ recordingId: id });
  const { lines } = await client.lines({ recordingId: id, from: 0, limit: 10 });
  const [first, second] = [lines[0]!.id, lines[1]!.id];
  await client.editLine({ lineId: first, text: 'We set sail at noon.' });
  await client.nameSpeaker({ recordingId: id, lineId: null, from: null, to: 'Ada' });
  expect(await client.change({ recordingId: id, title: 'Voyage', remembered: true })).toMatchObject({ title: 'Voyage', remembered: true });
  await client.removeLine({ lineId: second });
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'state', recording: { title: 'Voyage', lines: 1 } });
  expect(events).toContainEqual({ kind: 'removed', lineId: second });
  expect((await client.search({ query: 'harbour', recordingId: null, limit: 5 })).lines).toEqual([]);
  expect((await client.search({ query: 'set sail', recordingId: null, limit: 5 })).lines).toMatchObject([{ id: first, speaker: 'Ada', edited: true }]);
  const vtt = await client.export({ recordingId: id, format: 'vtt' });
  expect(vtt.fileName).toMatch(/^Voyage \d{4}-\d\d-\d\d\.vtt$/);
  expect(parseVtt(vtt.text)).toMatchObject([{ rows: ['We set sail at noon.'], speaker: 'Ada' }]);
  expect(parseCaptionsJson((await client.export({ recordingId: id, format: 'json' })).text).lines).toHaveLength(1);
});

test('an export hides swear words where the person wants that, and what is stored stays', async () => {
  const { client, record, say } = testCaptions({ masked: true });
  const { id } = await record();
  await say(id, SAIL);
  await client.stop({ recordingId: id });
  const { lines } = await client.lines({ recordingId: id, from: 0, limit: 10 });
  await client.editLine({ lineId: lines[0]!.id, text: 'Shit, we sail.' });
  for (const format of ['txt', 'srt', 'vtt', 'json', 'md'] as const) {
    const { text } = await client.export({ recordingId: id, format });
    // Markdown has marks of its own.
    expect(text.replaceAll(String.raw`\*`, '*'), format).toContain('S***, we sail.');
    expect(text, format).not.toContain('Shit');
  }
  expect((await client.lines({ recordingId: id, from: 0, limit: 10 })).lines[0]?.text).toBe('Shit, we sail.');
});

test('a recording that was live when the program ended is ended by the next start, and says so', async () => {
  const store = openTestStore();
  const before = testCaptions({ store });
  const { id } = await before.record();
  await before.say(id, SAIL);
  await expect.poll(async () => (await store.store.lines({ recordingId: id, from: 0, limit: 5 })).lines).toHaveLength(1);
  const { client, service, watch } = testCaptions({ store });
  await service.recover();
  const events = watch(id);
  await expect.poll(() => events[0]).toMatchObject({ kind: 'state', recording: { live: false, lines: 1 }, notice: expect.stringContaining('closed or stopped') });
  for await (const { recordings } of client.recordings({})) {
    expect(recordings).toMatchObject([{ id, live: false }]);
    break;
  }
});
