import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSettings } from './openSettings.ts';
import { mountSmallDisk, type SmallDisk } from './testing/mountSmallDisk.ts';
import { openTestStore } from './testing/openTestStore.ts';
import { writeFileAtomic } from './writeFileAtomic.ts';

const probe = mountSmallDisk(65_536);
probe?.unmount();
if (!probe) console.warn('SKIPPED: a full disk cannot be tried here; mounting a small one needs root on Linux.');

describe.skipIf(!probe)('on a full disk', () => {
  let disk: SmallDisk;
  beforeAll(() => void (disk = mountSmallDisk(2 * 1024 * 1024)!));
  afterAll(() => disk.unmount());

  test('the store says so, keeps everything, and goes on when there is room', async () => {
    const { store, file, chat, say, close } = openTestStore({ file: join(disk.folder, 'headwater.db') });
    const { id, turns } = await chat('question');
    const answer = await store.addTurn({
      conversationId: id,
      parentId: turns[0]!.id,
      role: 'assistant',
      text: '',
      state: 'answering',
      edited: false,
      model: null,
    });
    const free = disk.fill();
    let at = 0;
    const piece = 'word '.repeat(200);
    const fillUp = async (): Promise<void> => {
      for (;;) {
        await store.appendText({ turnId: answer.id, at, text: piece });
        at += piece.length;
      }
    };
    await expect(fillUp()).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/disk is full.*safe.*free/i),
    });
    await expect(say(id, turns[0]!, 'x'.repeat(500_000))).rejects.toMatchObject({ code: 'disk-full' });
    await expect(
      store.import({
        fileName: '',
        text: (await store.export({ id, format: 'json' })).text.replace(
          '"text":"question"',
          `"text":"${'y'.repeat(400_000)}"`,
        ),
      }),
    ).rejects.toMatchObject({ code: 'disk-full' });
    expect((await store.turn({ turnId: answer.id })).text).toBe(piece.repeat(at / piece.length));
    expect((await store.list({})).conversations).toHaveLength(1);

    free();
    await store.appendText({ turnId: answer.id, at, text: 'the end' });
    await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
    await close();
    const again = openTestStore({ file, onNotice: (notice) => expect.fail(notice.message) }).store;
    expect((await again.turn({ turnId: answer.id })).text).toBe(`${piece.repeat(at / piece.length)}the end`);
    await again.close({});
  });

  test('vectors that find no room are refused with a sentence, and everything else goes on', async () => {
    const own = mountSmallDisk(8 * 1024 * 1024)!;
    const { store, chat, close } = openTestStore({ file: join(own.folder, 'vectors.db') });
    const { id, turns } = await chat('zebra', ...Array.from({ length: 40 }, (_, i) => `turn ${i}`));
    const { passages } = await store.unembedded({ model: 'm', limit: 99 });
    const passageIds = passages.map(({ passageId }) => passageId);
    const vectors = new Uint8Array(passageIds.length * 16_384).fill(1);
    const free = own.fill();
    await expect(store.saveVectors({ model: 'm', passageIds, vectors })).rejects.toMatchObject({ code: 'disk-full' });
    expect(await store.indexed({ conversationId: id, model: 'm' })).toEqual({ done: 0, total: 41 });
    const question = { conversationId: id, leafId: null, query: 'zebra', vector: null, model: 'm' };
    const { quotations } = await store.recall({ ...question, everywhere: false, limit: 9, excludeTurnIds: [] });
    expect(quotations.map(({ turnId }) => turnId)).toEqual([turns[0]!.id]);
    free();
    await store.saveVectors({ model: 'm', passageIds, vectors });
    expect(await store.indexed({ conversationId: id, model: 'm' })).toEqual({ done: 41, total: 41 });
    await close();
    own.unmount();
  });

  test('a start without room says so and leaves the file as it was', async () => {
    const file = join(disk.folder, 'other.db');
    const free = disk.fill();
    expect(() => openTestStore({ file })).toThrow(expect.objectContaining({ code: 'disk-full' }));
    free();
    const { chat, close } = openTestStore({ file });
    await chat('works');
    await close();
  });

  test('a file is replaced whole or not at all', async () => {
    const path = join(disk.folder, 'file.bin');
    await writeFileAtomic(path, 'before');
    const free = disk.fill(16_384);
    await expect(writeFileAtomic(path, new Uint8Array(100_000))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('.file.bin'))).toEqual([]);
    free();
  });

  test('settings stay what they were', async () => {
    const file = join(disk.folder, 'settings.json');
    const settings = await openSettings(file);
    await settings.set({ theme: 'dark' });
    const free = disk.fill();
    await expect(settings.set({ systemPrompt: 'x'.repeat(20_000) })).rejects.toMatchObject({ code: 'disk-full' });
    expect(settings.get().systemPrompt).not.toMatch(/xxx/);
    free();
    expect(await settings.set({ theme: 'light' })).toMatchObject({ theme: 'light' });
    expect(existsSync(file)).toBe(true);
    expect((await openSettings(file)).get().theme).toBe('light');
  });
});
