import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mountSmallDisk, type SmallDisk } from '../../store/testing/mountSmallDisk.ts';
import { openTestStore } from '../../store/testing/openTestStore.ts';
import { noticesOf, testCaptions } from './captions.test-helper.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';
import { saying } from './scriptedModels.test-helper.ts';

const PHRASE = saying(['we', 'sail', 'at', 'noon.', ''], SAMPLE_RATE / 5);

const probe = mountSmallDisk(65_536);
probe?.unmount();
if (!probe) console.warn('SKIPPED: a full disk cannot be tried here; mounting a small one needs root on Linux.');

describe.skipIf(!probe)('the disk fills up while captions are written', () => {
  let disk: SmallDisk;
  beforeAll(() => void (disk = mountSmallDisk(4 * 1024 * 1024)!));
  afterAll(() => disk.unmount());

  test('the sound ends and the lines wait, both with a sentence; with room again the lines are stored, each once', async () => {
    const store = openTestStore({ file: join(disk.folder, 'headwater.db') });
    const { record, say, watch, client } = testCaptions({ store, home: disk.folder });
    const { id } = await record({ keepSound: true });
    const events = watch(id);
    await say(id, PHRASE);
    const texts = async () => (await client.lines({ recordingId: id, from: 0, limit: 200 })).lines.map(({ text }) => text);
    await expect.poll(texts).toEqual(['we sail at noon.']);
    const free = disk.fill();
    // The write-ahead log has some room left of its own.
    for (let i = 0; i < 200 && noticesOf(events).length < 2; i++) await say(id, PHRASE);
    const notices = noticesOf(events);
    expect(notices.some((notice) => /^The sound could not be kept.+ Captions go on, and the sound until here is kept\.$/u.test(notice)), notices.join('\n')).toBe(true);
    expect(notices.some((notice) => notice.startsWith('Lines of the captions wait to be stored:')), notices.join('\n')).toBe(true);
    const stored = (await texts()).length;
    free();
    await say(id, PHRASE);
    await expect.poll(async () => (await texts()).length).toBeGreaterThan(stored);
    await client.stop({ recordingId: id });
    const { lines } = await client.lines({ recordingId: id, from: 0, limit: 200 });
    expect(new Set(lines.map(({ id: line }) => line)).size).toBe(lines.length);
    expect((await client.sound({ recordingId: id, startMs: 0, endMs: 500 })).wav.length).toBeGreaterThan(1_000);
  }, 60_000);
});
