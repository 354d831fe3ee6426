import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';

test('messages wait in their order, can be changed, and are taken once', async () => {
  const { store, file, close } = openTestStore();
  const { id: conversationId } = await store.create({});
  const a = await store.enqueue({ conversationId, text: 'first' });
  const b = await store.enqueue({ conversationId, text: 'second' });
  await store.enqueue({ conversationId: (await store.create({})).id, text: 'elsewhere' });
  expect(await store.editQueued({ id: a.id, text: 'first, better' })).toEqual({ ...a, text: 'first, better' });
  await close();
  const again = openTestStore({ file }).store;
  expect(await again.queue({ conversationId })).toEqual({ queue: [{ ...a, text: 'first, better' }, b] });
  expect(await again.dequeue({ id: a.id })).toEqual({ message: { ...a, text: 'first, better' } });
  expect(await again.dequeue({ id: a.id })).toEqual({ message: null });
  await expect(again.editQueued({ id: a.id, text: 'late' })).rejects.toMatchObject({ code: 'not-found' });
  expect(await again.queue({ conversationId })).toEqual({ queue: [b] });
});
