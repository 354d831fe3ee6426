import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { filesWith } from './testing/filesWith.ts';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';

const word = (text: string, startMs: number) => ({ text, startMs, endMs: startMs + 100, probability: 0.5 });
const lineOf = (recordingId: string, number: number, text: string) => ({
  id: `${recordingId}-${number}-0`,
  startMs: number * 4_000,
  endMs: number * 4_000 + 3_000,
  text,
  words: [word(` ${text}`.slice(0, 50), number * 4_000)],
  speaker: null,
});

async function record({ store }: TestStore, remembered: boolean, ...texts: string[]): Promise<string> {
  const { id } = await store.addRecording({ title: 'Meeting', source: 'microphone', keptSound: false, remembered });
  for (let at = 0; at < texts.length; at += 300) {
    const lines = texts.slice(at, at + 300).map((text, i) => lineOf(id, at + i, text));
    await store.addLines({ recordingId: id, lines });
  }
  return id;
}

test('lines are kept in their order with their words, and added once however often they come', async () => {
  const test = openTestStore();
  const { store } = test;
  const id = await record(test, false, 'We sail at noon.', 'The harbour is empty.');
  const again = await store.addLines({ recordingId: id, lines: [lineOf(id, 1, 'The harbour is empty.'), lineOf(id, 2, 'Farewell.')] });
  expect(again.lines.map(({ index }) => index)).toEqual([2]);
  const { lines, total } = await store.lines({ recordingId: id, from: 0, limit: 10 });
  expect(total).toBe(3);
  expect(lines[1]).toEqual({ ...lineOf(id, 1, 'The harbour is empty.'), recordingId: id, index: 1, corrected: null, edited: false });
  expect((await store.lines({ recordingId: id, from: 1, limit: 1 })).lines.map(({ text }) => text)).toEqual(['The harbour is empty.']);
  expect((await store.recordings({})).recordings).toMatchObject([{ id, lines: 3, live: true, title: 'Meeting' }]);
  expect(await store.endRecording({ recordingId: id })).toMatchObject({ live: false, durationMs: 11_000 });
});

test('recordings are no conversations: not listed, not exported, not found in the chats, not purged with them', async () => {
  const test = openTestStore();
  const { store } = test;
  const id = await record(test, true, 'The walrus → sleeps.');
  expect((await store.list({})).conversations).toEqual([]);
  expect((await store.export({ id: null, format: 'json' })).text).not.toContain('walrus');
  expect((await store.search({ query: 'walrus', limit: 10 })).hits).toEqual([]);
  expect((await store.search({ query: '→', limit: 10 })).hits).toEqual([]);
  await store.removeRecording({ recordingId: id });
  expect((await store.recordings({})).recordings).toEqual([]);
  expect((await store.searchLines({ query: 'walrus', recordingId: null, limit: 10 })).lines).toEqual([]);
  expect((await store.purge({ removedBefore: Date.now() + 1 })).ids).toEqual([]);
  await store.restoreRecording({ recordingId: id });
  expect((await store.searchLines({ query: 'walrus sle', recordingId: null, limit: 10 })).lines).toHaveLength(1);
});

test('a recording is never read, named or written into as a conversation, whoever has its id', async () => {
  const test = openTestStore();
  const { store } = test;
  const id = await record(test, true, 'The walrus sleeps.');
  const asked = [
    store.page({ id, limit: 5, at: null }),
    store.ask({ conversationId: id, text: 'Hello?', edited: false, model: 'm' }),
    store.rename({ id, title: 'Walrus' }),
    store.remove({ id }),
    store.export({ id, format: 'json' }),
  ];
  for (const each of asked) await expect(each).rejects.toMatchObject({ code: 'not-found' });
  expect((await store.search({ query: 'walrus', limit: 10 })).hits).toEqual([]);
  expect((await store.lines({ recordingId: id, from: 0, limit: 10 })).total).toBe(1);
});

test('search finds words in one recording or in all, the newest recording first', async () => {
  const test = openTestStore();
  const first = await record(test, false, 'The ship is red.', 'The sea is calm.', 'A second ship comes.');
  const second = await record(test, false, 'No ship today.');
  const found = async (query: string, recordingId: string | null = null) =>
    (await test.store.searchLines({ query, recordingId, limit: 10 })).lines.map(({ text }) => text);
  expect(await found('ship')).toEqual(['No ship today.', 'The ship is red.', 'A second ship comes.']);
  expect(await found('ship', first)).toHaveLength(2);
  expect(await found('"red. OR x*', second)).toEqual([]);
  expect(await found('  ')).toEqual([]);
});

test('a line is edited and named by hand; what it said before is found no more', async () => {
  const test = openTestStore();
  const { store } = test;
  const id = await record(test, true, 'We met Misses Dalloway.', 'Who?');
  const edited = await store.editLine({ lineId: `${id}-0-0`, text: 'We met Mrs Dalloway.' });
  expect(edited).toMatchObject({ text: 'We met Mrs Dalloway.', words: [], edited: true, index: 0 });
  expect((await store.searchLines({ query: 'misses', recordingId: id, limit: 5 })).lines).toEqual([]);
  expect((await store.searchLines({ query: 'mrs', recordingId: id, limit: 5 })).lines).toEqual([edited]);
  expect((await store.nameSpeaker({ recordingId: id, lineId: null, from: null, to: 'Ada' })).lineIds).toHaveLength(2);
  expect((await store.nameSpeaker({ recordingId: id, lineId: `${id}-1-0`, from: null, to: 'Eve' })).lineIds).toEqual([`${id}-1-0`]);
  const { lines } = await store.lines({ recordingId: id, from: 0, limit: 5 });
  expect(lines.map(({ speaker }) => speaker)).toEqual(['Ada', 'Eve']);
});

test('removed lines and purged recordings leave no word in any file', async () => {
  const test = openTestStore();
  const { store, file } = test;
  const id = await record(test, true, 'The xylophonist is here.', 'Kept words.', ...Array.from({ length: 30 }, (_, i) => `zeppelin ${i}`));
  await store.makePassages({ turns: 1_000 });
  await store.forgetTurn({ turnId: `${id}-0-0` });
  expect(filesWith(dirname(file), ['xylophonist'])).toEqual([]);
  const { lines, total } = await store.lines({ recordingId: id, from: 0, limit: 1 });
  expect([lines.map(({ index }) => index), total]).toEqual([[1], 32]);
  await expect(store.line({ lineId: `${id}-0-0` })).rejects.toMatchObject({ code: 'not-found' });

  expect(filesWith(dirname(file), ['zeppelin'])).not.toEqual([]);
  await store.removeRecording({ recordingId: id });
  expect((await store.purgeRecordings({ removedBefore: Date.now() + 1 })).ids).toEqual([id]);
  expect(filesWith(dirname(file), ['zeppelin', 'Meeting'])).toEqual([]);
  await test.close();
  const db = new DatabaseSync(file);
  expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  db.close();
});

test('what was live when the program ended is ended at the next start, with all its lines', async () => {
  const first = openTestStore();
  const id = await record(first, false, 'One.', 'Two.');
  await first.close();
  const { store } = openTestStore({ file: first.file });
  expect((await store.endRecordings({})).recordings).toMatchObject([{ id, live: false, lines: 2, durationMs: 7_000 }]);
  expect((await store.endRecordings({})).recordings).toEqual([]);
});

test('of a damaged file recordings are saved as recordings', async () => {
  const first = openTestStore();
  const id = await record(first, true, ...Array.from({ length: 400 }, (_, i) => `line number ${i} ${'and more '.repeat(30)}`));
  await first.store.nameSpeaker({ recordingId: id, lineId: `${id}-3-0`, from: null, to: 'Ada' });
  await first.close();
  const bytes = readFileSync(first.file);
  // A page in the middle is overwritten.
  bytes.fill(0xff, Math.floor(bytes.length / 8_192) * 4_096, Math.floor(bytes.length / 8_192) * 4_096 + 4_096);
  writeFileSync(first.file, bytes);
  const { store } = openTestStore({ file: first.file });
  expect((await store.list({})).conversations).toEqual([]);
  const [saved] = (await store.recordings({})).recordings;
  expect(saved).toMatchObject({ id, title: 'Meeting', remembered: true, live: false });
  expect(saved?.lines).toBeGreaterThan(300);
});

test('a corrected text stands beside a line until the person changes it, and is forgotten with it', async () => {
  const test = openTestStore();
  const { store } = test;
  const id = await record(test, false, 'we sale at new', 'the harbour his empty');
  const [first, second] = [lineOf(id, 0, '').id, lineOf(id, 1, '').id];
  const { lines } = await store.correctLines({ recordingId: id, lines: [{ id: first, text: 'We sail at noon.' }, { id: second, text: 'The harbour is empty.' }, { id: 'gone', text: 'x' }] });
  expect(lines.map(({ text, corrected }) => [text, corrected])).toEqual([
    ['we sale at new', 'We sail at noon.'],
    ['the harbour his empty', 'The harbour is empty.'],
  ]);
  expect(await store.editLine({ lineId: first, text: 'We sailed.' })).toMatchObject({ text: 'We sailed.', corrected: null });
  expect((await store.correctLines({ recordingId: id, lines: [{ id: first, text: 'We sail at noon.' }] })).lines).toEqual([]);
  await store.forgetTurn({ turnId: second });
  expect((await store.correctLines({ recordingId: id, lines: [{ id: second, text: 'The harbour is empty.' }] })).lines).toEqual([]);
});
