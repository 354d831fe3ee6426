import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from './openStore.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

test('the store answers from its thread, and again after it was closed', async () => {
  const file = join(temporaryFolder(), 'deep', 'er', 'headwater.db');
  const first = await openStore(file);
  expect(first.notice).toBeNull();
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

test('a damaged file is told of through the thread', async () => {
  const file = join(temporaryFolder(), 'headwater.db');
  writeFileSync(file, 'this is no database, '.repeat(500));
  const opened = await openStore(file);
  expect(opened.notice).toMatchObject({ code: 'bad-file', message: expect.stringMatching(/kept as .*damaged/) });
  expect((await opened.client.list({})).conversations).toEqual([]);
  await opened.close();
});
