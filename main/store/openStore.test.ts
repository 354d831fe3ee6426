import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from './openStore.ts';
import { startStoreThread, type StoreThread } from './startStoreThread.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

test('the store answers from its thread, and again after it was closed', async () => {
  const file = join(temporaryFolder(), 'deep', 'er', 'headwater.db');
  const first = await openStore(file);
  expect(first.notices).toEqual([]);
  const { id } = await first.client.create({});
  const turn = await first.client.addTurn({
    conversationId: id,
    parentId: null,
    role: 'user',
    text: 'hello',
    state: 'complete',
    edited: false,
    model: null,
  });
  const late = first.client.turn({ turnId: turn.id });
  await first.close();
  expect((await late).text).toBe('hello');
  await expect(first.client.list({})).rejects.toMatchObject({ code: 'closed' });

  const second = await openStore(file);
  expect((await second.client.page({ id, limit: 5, at: null })).turns).toEqual([turn]);
  await expect(second.client.rename({ id: 'none', title: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(second.client.rename({ id, title: '  ' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(openStore(file)).rejects.toMatchObject({ code: 'busy' });
  await second.close();
  await second.close();
});

test('why a file cannot be opened is told, too, when the end of the thread is heard before it', async () => {
  const file = join(temporaryFolder(), 'headwater.db');
  const first = await openStore(file);
  const opening = [file, file, file].map((each) => startStoreThread(each));
  // This thread is held up until the others have ended: their reports and their ends wait side by side.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_000);
  for (const opened of await Promise.allSettled(opening)) {
    expect(opened).toMatchObject({ status: 'rejected', reason: { code: 'busy' } });
  }
  await first.close();
});

test('a damaged file is told of through the thread', async () => {
  const file = join(temporaryFolder(), 'headwater.db');
  writeFileSync(file, 'this is no database, '.repeat(500));
  const opened = await openStore(file);
  expect(opened.notices).toMatchObject([{ code: 'bad-file', message: expect.stringMatching(/kept as .*damaged/) }]);
  expect((await opened.client.list({})).conversations).toEqual([]);
  await opened.close();
});

/** A store whose threads are kept, so that a test can end them. */
async function openKillable(file: string) {
  const threads: StoreThread[] = [];
  const opened = await openStore(file, async (file) => {
    const thread = await startStoreThread(file);
    threads.push(thread);
    return thread;
  });
  return { ...opened, threads };
}

test('a thread that ended is started again: what was stored is there, what it was answering is told', async () => {
  const { client, threads, close } = await openKillable(join(temporaryFolder(), 'headwater.db'));
  const { id } = await client.create({});
  const cut = client.rename({ id, title: 'Maybe' });
  const killed = threads[0]!.kill();
  await expect(cut).rejects.toMatchObject({
    code: 'crashed',
    message: expect.stringMatching(/What was stored before is safe; look whether this was done/),
    details: { part: 'store' },
  });
  await killed;
  expect((await client.list({})).conversations).toMatchObject([{ id }]);
  await client.rename({ id, title: 'Again' });
  expect((await client.list({})).conversations).toMatchObject([{ id, title: 'Again' }]);
  expect(threads).toHaveLength(2);
  await close();
  await expect(client.list({})).rejects.toMatchObject({ code: 'closed' });
});

test('a thread that ends again and again is left alone after three times, and that is said', async () => {
  const { client, threads, close } = await openKillable(join(temporaryFolder(), 'headwater.db'));
  for (let life = 0; life < 4; life++) {
    await client.list({});
    await threads[life]!.kill();
  }
  await expect(client.list({})).rejects.toMatchObject({ code: 'crashed', message: expect.stringMatching(/safe; restart Headwater/) });
  expect(threads).toHaveLength(4);
  await close();
});

test('closing while the thread is started again ends both', async () => {
  const { client, threads, close } = await openKillable(join(temporaryFolder(), 'headwater.db'));
  await threads[0]!.kill();
  const waiting = client.list({});
  const closed = close();
  await expect(waiting).rejects.toMatchObject({ code: 'closed' });
  await closed;
  expect(threads).toHaveLength(1);
});
