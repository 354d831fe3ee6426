// @vitest-environment jsdom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { createConnection } from '../../connection/createConnection.ts';
import { TestHost } from '../../testing/TestHost.test-helper.ts';
import { createDrafts } from './createDrafts.ts';

beforeEach(() => localStorage.clear());

async function open(host: TestHost) {
  const connection = createConnection(() => host.connect());
  onTestFinished(() => connection.close());
  await vi.waitFor(() => expect(connection.store.getState().phase).toBe('open'));
  return { connection, drafts: createDrafts(connection) };
}

test('a draft reaches the host, and only then leaves the browser', async () => {
  const host = new TestHost();
  const conversation = host.addConversation('Chat');
  const { drafts } = await open(host);
  drafts.write(conversation.id, 'half a thought');
  expect(localStorage.length).toBe(1);
  drafts.flush();
  await vi.waitFor(() => expect(conversation.draft).toBe('half a thought'));
  await vi.waitFor(() => expect(localStorage.length).toBe(0));
  expect(drafts.read(conversation.id, 'an older one')).toBe('half a thought');
});

test('what the host never got is there after a reload', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat');
  host.refusals.set('saveDraft', new AppError('disk-full', 'The disk is full.'));
  const { connection, drafts } = await open(host);
  drafts.write(id, 'not lost');
  drafts.write(null, 'a new one');
  drafts.flush();
  await vi.waitFor(() => expect(host.calls.map(([name]) => name)).toContain('saveDraft'));
  const reloaded = createDrafts(connection);
  expect([reloaded.read(id, ''), reloaded.read(null, '')]).toEqual(['not lost', 'a new one']);
});

test('a draft that was sent is gone', async () => {
  const { drafts } = await open(new TestHost());
  drafts.write(null, 'words');
  drafts.write(null, '');
  expect(drafts.read(null, '')).toBe('');
  expect(localStorage.length).toBe(0);
});
