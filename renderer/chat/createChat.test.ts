import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { createConnection } from '../connection/createConnection.ts';
import { TestHost } from '../testing/TestHost.test-helper.ts';
import { createChat, PAGE } from './createChat.ts';
import { createLiveText } from './transcript/createLiveText.ts';

async function openChat(host: TestHost) {
  const connection = createConnection(() => host.connect());
  const chat = createChat(connection, createLiveText((flush) => flush()));
  onTestFinished(() => {
    chat.close();
    connection.close();
  });
  await vi.waitFor(() => expect(connection.store.getState().phase).toBe('open'));
  const transcript = () => chat.store.getState().transcript;
  const loaded = () => vi.waitFor(() => expect(transcript()?.loaded).toBe(true));
  return { chat, connection, transcript, loaded };
}
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `turn ${index}`);

test('a long conversation opens at its end, and loads what is before and after', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Long', numbered(200));
  const { chat, transcript, loaded } = await openChat(host);
  chat.open(id);
  await loaded();
  expect(transcript()).toMatchObject({ earlier: 200 - PAGE, later: 0 });
  expect(chat.store.getState().destination).toEqual({ kind: 'end' });
  await Promise.all([chat.load('earlier'), chat.load('earlier')]);
  expect(transcript()?.turns.map(({ text }) => text)).toEqual(numbered(200).slice(200 - 2 * PAGE));
});

test('a search hit opens around its turn, and the end can be reached from there', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Long', numbered(300));
  const { chat, transcript, loaded } = await openChat(host);
  const hit = host.turns.get(id)![100]!.id;
  chat.open(id, hit);
  await loaded();
  expect(chat.store.getState().destination).toEqual({ kind: 'turn', turnId: hit, flash: true });
  expect(transcript()?.later).toBeGreaterThan(0);
  await chat.load('later');
  expect(transcript()?.turns.length).toBe(2 * PAGE);
  await chat.go({ kind: 'end' });
  expect(transcript()).toMatchObject({ later: 0 });
  expect(transcript()?.turns.at(-1)?.text).toBe('turn 299');
});

test('the first turn of a long conversation is a page away, and so is the way back', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Long', numbered(300));
  const { chat, transcript, loaded } = await openChat(host);
  chat.open(id);
  await loaded();
  await chat.go({ kind: 'start' });
  expect(transcript()).toMatchObject({ earlier: 0, later: 300 - PAGE });
  expect(transcript()?.turns[0]?.text).toBe('turn 0');
  expect(chat.store.getState().destination).toEqual({ kind: 'start' });
  await chat.go({ kind: 'end' });
  expect(transcript()?.turns.at(-1)?.text).toBe('turn 299');
});

test('an answer streams, and its end takes the place of the live text', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Hello']);
  const { chat, transcript, loaded } = await openChat(host);
  chat.open(id);
  await loaded();
  const answer = host.addTurn(id, 'assistant', '', { state: 'answering' });
  host.write(answer, 'Hel');
  host.write(answer, 'lo.');
  await vi.waitFor(() => expect(chat.live.get(answer.id)).toBe('Hello.'));
  host.end(answer);
  await vi.waitFor(() => expect(transcript()?.turns.at(-1)).toMatchObject({ text: 'Hello.', state: 'complete' }));
  expect(chat.live.get(answer.id)).toBeNull();
});

test('a window that comes in mid-answer, or lost a piece, gets the whole text', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Hello']);
  const answer = host.addTurn(id, 'assistant', 'So far', { state: 'answering' });
  const { chat, loaded } = await openChat(host);
  chat.open(id);
  await loaded();
  expect(chat.live.get(answer.id)).toBe('So far');
  answer.text = 'So far, so good';
  host.tell(id, { kind: 'text', turnId: answer.id, at: answer.text.length, text: '!' });
  await vi.waitFor(() => expect(chat.live.get(answer.id)).toBe('So far, so good'));
});

test('a turn that is added while the page is being fetched is not lost', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Hello']);
  const { chat, transcript, loaded } = await openChat(host);
  chat.open(id);
  // The page is asked for as soon as the stream has opened; the turn is told before the page has come.
  await vi.waitFor(() => expect(host.calls.some(([name]) => name === 'page')).toBe(true));
  const late = host.addTurn(id, 'assistant', 'late');
  await loaded();
  await vi.waitFor(() => expect(transcript()?.turns.map((turn) => turn.id)).toContain(late.id));
  expect(transcript()?.turns).toHaveLength(2);
});

test('a reader in the middle stays there when the path is fetched anew', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Long', numbered(300));
  const { chat, transcript, loaded } = await openChat(host);
  const reading = host.turns.get(id)![100]!.id;
  chat.open(id, reading);
  await loaded();
  const { destination } = chat.store.getState();
  chat.reads(reading);
  host.drop();
  await vi.waitFor(() => expect(host.calls.filter(([name]) => name === 'page')).toHaveLength(2));
  await vi.waitFor(() => expect(transcript()?.turns.some((turn) => turn.id === reading)).toBe(true));
  expect(chat.store.getState().destination).toBe(destination);
});

test('a refused page is a problem that is told', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat');
  host.refusals.set('page', new AppError('bad-file', 'The database is damaged.'));
  const { chat } = await openChat(host);
  chat.open(id);
  await vi.waitFor(() => expect(chat.store.getState().problem?.message).toBe('The database is damaged.'));
});

test('what was told while a page was refused does not come back over a later page', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Hello']);
  const { chat, connection, transcript, loaded } = await openChat(host);
  const pages = Promise.withResolvers<void>();
  const { services } = connection;
  vi.spyOn(connection, 'services').mockImplementation(() => {
    const { conversations, ...rest } = services();
    return { ...rest, conversations: { ...conversations, page: (at) => pages.promise.then(() => conversations.page(at)) } };
  });
  host.refusals.set('page', new AppError('bad-file', 'The database is damaged.'));
  chat.open(id);
  await vi.waitFor(() => expect(transcript()?.activity.kind).toBe('idle'));
  const answer = host.addTurn(id, 'assistant', '', { state: 'answering' });
  await vi.waitFor(() => expect(chat.live.get(answer.id)).toBe(''));
  pages.resolve();
  await vi.waitFor(() => expect(chat.store.getState().problem).not.toBeNull());
  host.end(answer, { text: 'Whole.', state: 'complete' });
  await vi.waitFor(() => expect(chat.live.get(answer.id)).toBeNull());
  host.refusals.clear();
  await chat.go({ kind: 'end' });
  await loaded();
  expect(transcript()?.turns.at(-1)).toMatchObject({ state: 'complete', text: 'Whole.' });
});
