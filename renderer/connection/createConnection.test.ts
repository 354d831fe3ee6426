import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { TestHost } from '../testing/TestHost.test-helper.ts';
import { createConnection } from './createConnection.ts';
import { watch } from './watch.ts';

function connect(host: TestHost, open = () => host.connect()) {
  const connection = createConnection(open);
  onTestFinished(() => connection.close());
  return connection;
}

test('calls fail with a sentence while there is no connection, and work when there is', async () => {
  const host = new TestHost();
  const connection = connect(host);
  expect(() => connection.services()).toThrow(AppError);
  await vi.waitFor(() => expect(connection.store.getState().phase).toBe('open'));
  expect(await connection.services().host.info({})).toMatchObject({ version: '1.2.3' });
});

test('a lost connection comes back, and what was followed is followed again', async () => {
  const host = new TestHost();
  host.addConversation('One');
  const connection = connect(host);
  const seen: string[][] = [];
  const stop = watch(
    connection,
    (services) => services.conversations.watch({}),
    ({ conversations }) => seen.push(conversations.map(({ title }) => title)),
  );
  await vi.waitFor(() => expect(seen).toEqual([['One']]));
  host.drop();
  await vi.waitFor(() => expect(connection.store.getState().phase).toBe('lost'));
  host.addConversation('Two');
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(['One', 'Two']));
  expect(connection.store.getState()).toMatchObject({ phase: 'open', problem: null });
  stop();
  host.addConversation('Three');
  await connection.services().host.info({});
  expect(seen.at(-1)).toEqual(['One', 'Two']);
});

test('an attempt that fails tells why, and the next one is made at once when asked for', async () => {
  const host = new TestHost();
  let refused = true;
  const connection = connect(host, () =>
    refused ? Promise.reject(new AppError('closed', 'Nobody there.')) : host.connect(),
  );
  await vi.waitFor(() => expect(connection.store.getState().problem?.message).toBe('Nobody there.'));
  refused = false;
  connection.retry();
  await vi.waitFor(() => expect(connection.store.getState()).toMatchObject({ phase: 'open', problem: null }));
});

test('a stream that is refused for good is given up', async () => {
  const host = new TestHost();
  host.refusals.set('watch', new AppError('not-found', 'Gone.'));
  const connection = connect(host);
  const problems: string[] = [];
  watch(
    connection,
    (services) => services.chat.watch({ conversationId: 'x' }),
    () => undefined,
    ({ message }) => {
      problems.push(message);
      return false;
    },
  );
  await vi.waitFor(() => expect(problems).toEqual(['Gone.']));
});
