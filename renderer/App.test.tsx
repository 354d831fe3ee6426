// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AppError } from '../app/contract/AppError.ts';
import { openWindow } from './testing/openWindow.test-helper.tsx';
import { TestHost } from './testing/TestHost.test-helper.ts';

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
}
function press(key: string, target: Element | Window = field(), held: object = {}): void {
  fireEvent.keyDown(target, { key, ...held });
}
const called = (host: TestHost, name: string) => host.calls.filter(([call]) => call === name).map(([, params]) => params);

test('a first message makes a conversation, and its answer streams in', async () => {
  const { host } = await openWindow();
  type('What is a river?');
  press('Enter');
  await screen.findByText('What is a river?');
  expect(field().value).toBe('');
  const [conversation] = host.conversations;
  const answer = host.turns.get(conversation!.id)![1]!;
  host.write(answer, 'A **river** flows');
  expect((await screen.findByText('river')).tagName).toBe('STRONG');
  expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy();
  host.end(answer);
  await screen.findByRole('button', { name: 'Regenerate' });
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
});

test('a message that could not be sent comes back, with the reason', async () => {
  const host = new TestHost();
  host.refusals.set('create', new AppError('disk-full', 'The disk is full. Nothing is lost; free some space.'));
  await openWindow(host);
  type('Do not lose me');
  press('Enter');
  await screen.findByText(/The disk is full/);
  expect(field().value).toBe('Do not lose me');
});

test('while an answer is written the button and Escape stop it, and messages wait in the queue', async () => {
  const { host } = await openWindow();
  type('Hello');
  press('Enter');
  await screen.findByRole('button', { name: 'Stop' });
  type('And another thing');
  press('Enter');
  const queue = await screen.findByRole('list', { name: 'Messages that wait' });
  within(queue).getByText('And another thing');
  fireEvent.click(within(queue).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(called(host, 'removeQueued')).toEqual([{ id: host.queue[0]!.id }]));
  press('Escape', window);
  await screen.findByText('Stopped before the first word');
});

test('Shift+Enter does not send, and with the other setting Enter does not either', async () => {
  const { host } = await openWindow();
  type('line');
  press('Enter', field(), { shiftKey: true });
  host.settings = { ...host.settings, enterSends: false };
  host.changed();
  await screen.findByText('Ctrl+Enter sends');
  press('Enter');
  expect(called(host, 'send')).toEqual([]);
  press('Enter', field(), { ctrlKey: true });
  await waitFor(() => expect(called(host, 'send')).toHaveLength(1));
});

test('a stopped answer can be continued, and the last message is edited with the arrow key', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Question']);
  const answer = host.addTurn(id, 'assistant', 'Half an', { state: 'stopped' });
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  fireEvent.click(await screen.findByRole('button', { name: 'Continue' }));
  await waitFor(() => expect(called(host, 'continue')).toEqual([{ turnId: answer.id }]));
  press('ArrowUp');
  const editor = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Change your message' });
  expect(editor.value).toBe('Question');
  fireEvent.change(editor, { target: { value: 'Better question' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save & send' }));
  await waitFor(() =>
    expect(called(host, 'edit')).toEqual([{ turnId: host.turns.get(id)![0]!.id, text: 'Better question', answer: true }]),
  );
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Change your message' })).toBeNull());
});

test('Home and End go to the ends of a long conversation, not of what is loaded', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Long', Array.from({ length: 400 }, (_, index) => `turn ${index}`));
  const { state } = await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Long', current: false }));
  const transcript = await screen.findByRole('log', { name: 'Conversation' });
  const edges = () => state.chat.store.getState().transcript?.turns.map(({ text }) => text);
  await waitFor(() => expect(edges()?.at(-1)).toBe('turn 399'));
  press('Home', transcript);
  await waitFor(() => expect(edges()?.[0]).toBe(host.turns.get(id)![0]!.text));
  press('End', transcript);
  await waitFor(() => expect(edges()?.at(-1)).toBe('turn 399'));
});

test('an unsaved change is there again after another conversation was open, and takes no focus', async () => {
  const host = new TestHost();
  host.addConversation('Other', ['Something else']);
  const { id } = host.addConversation('Chat', ['Question', 'Answer']);
  await openWindow(host);
  const open = (name: string): void => void fireEvent.click(screen.getByRole('button', { name, current: false }));
  open('Chat');
  await screen.findByRole('group', { name: 'This answer' });
  press('ArrowUp');
  fireEvent.change(await screen.findByRole('textbox', { name: 'Change your message' }), { target: { value: 'Half a change' } });
  open('Other');
  await screen.findByText('Something else');
  expect(screen.queryByRole('textbox', { name: 'Change your message' })).toBeNull();
  open('Chat');
  const editor = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Change your message' });
  expect(editor.value).toBe('Half a change');
  expect(document.activeElement).not.toBe(editor);
  fireEvent.click(screen.getByRole('button', { name: 'Save as is' }));
  await waitFor(() => expect(called(host, 'edit')).toEqual([{ turnId: host.turns.get(id)![0]!.id, text: 'Half a change', answer: false }]));
  open('Other');
  await screen.findByText('Something else');
  open('Chat');
  await screen.findByRole('group', { name: 'This answer' });
  expect(screen.queryByRole('textbox', { name: 'Change your message' })).toBeNull();
});

test('an answer of the model is saved as it is, and Escape leaves the editor without a call', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Question', 'Answer']);
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  const answer = await screen.findByRole('group', { name: 'This answer' });
  fireEvent.click(within(answer).getByRole('button', { name: 'Edit' }));
  const editor = await screen.findByRole('textbox', { name: 'Change this answer' });
  press('Escape', editor);
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Change this answer' })).toBeNull());
  expect(called(host, 'edit')).toEqual([]);
  fireEvent.click(within(await screen.findByRole('group', { name: 'This answer' })).getByRole('button', { name: 'Edit' }));
  fireEvent.change(await screen.findByRole('textbox', { name: 'Change this answer' }), { target: { value: 'Mine' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(called(host, 'edit')).toEqual([{ turnId: host.turns.get(id)![1]!.id, text: 'Mine', answer: false }]),
  );
});

test('versions of a turn are switched by their neighbours', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Question']);
  host.addTurn(id, 'assistant', 'Second', { siblings: { index: 1, count: 3, previousId: 'before', nextId: 'after' } });
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  await screen.findByText('2/3');
  fireEvent.click(screen.getByRole('button', { name: 'Next version' }));
  await waitFor(() => expect(called(host, 'select')).toEqual([{ turnId: 'after' }]));
});

test('a deleted conversation can be brought back', async () => {
  const host = new TestHost();
  host.addConversation('Keep me');
  await openWindow(host);
  press('Delete', screen.getByRole('button', { name: 'Keep me' }));
  await screen.findByText(/was deleted/);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Keep me' })).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByRole('button', { name: 'Keep me' });
});

test('a conversation is renamed in its place; Escape leaves its name', async () => {
  const host = new TestHost();
  const conversation = host.addConversation('Old');
  await openWindow(host);
  press('F2', screen.getByRole('button', { name: 'Old' }));
  const name = await screen.findByRole('textbox', { name: 'Name of the conversation' });
  fireEvent.change(name, { target: { value: 'Other' } });
  press('Escape', name);
  press('F2', await screen.findByRole('button', { name: 'Old' }));
  const again = await screen.findByRole('textbox', { name: 'Name of the conversation' });
  fireEvent.change(again, { target: { value: '  New  ' } });
  press('Enter', again);
  await screen.findByRole('button', { name: 'New' });
  expect(conversation.title).toBe('New');
});

test('a search shows marked passages and goes to the turn with Enter', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Where is the ferry?', 'At the pier.']);
  const turn = host.turns.get(id)![1]!;
  host.hits = [
    {
      conversationId: id,
      title: 'Chat',
      turnId: turn.id,
      role: 'assistant',
      createdAt: turn.createdAt,
      snippet: [{ text: 'At the ', match: false }, { text: 'pier', match: true }, { text: '.', match: false }],
    },
  ];
  await openWindow(host);
  press('k', window, { ctrlKey: true });
  const search = await screen.findByRole('combobox', { name: 'Search everything' });
  fireEvent.change(search, { target: { value: 'pier' } });
  await screen.findByRole('option');
  expect(screen.getByText('pier', { selector: 'mark' })).toBeTruthy();
  press('Enter', search);
  await waitFor(() => expect(called(host, 'reveal')).toEqual([{ turnId: turn.id }]));
  await waitFor(() => expect(document.querySelector('.turn.flash')?.textContent).toContain('At the pier.'));
});

test('Enter before the hits have come goes to the first hit of the whole query', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Where?', 'At the pier.']);
  const turn = host.turns.get(id)![1]!;
  host.hits = [{ conversationId: id, title: 'Chat', turnId: turn.id, role: 'assistant', createdAt: 0, snippet: [] }];
  await openWindow(host);
  press('k', window, { ctrlKey: true });
  const search = await screen.findByRole('combobox', { name: 'Search everything' });
  fireEvent.change(search, { target: { value: 'pier' } });
  press('Enter', search);
  await waitFor(() => expect(called(host, 'reveal')).toEqual([{ turnId: turn.id }]));
  expect(called(host, 'search')).toEqual([{ query: 'pier', limit: 50 }]);
});

test('a search without results says what was searched', async () => {
  await openWindow();
  press('k', window, { ctrlKey: true });
  fireEvent.change(await screen.findByRole('combobox', { name: 'Search everything' }), { target: { value: 'xyzzy' } });
  await screen.findByText('Nothing was found for “xyzzy”.');
  fireEvent.click(screen.getByRole('button', { name: 'Clear the search' }));
  await screen.findByText(/Every word of every conversation/);
});

test('every state of the model says what it is and what can be done', async () => {
  const { host } = await openWindow();
  const show = (changes: Partial<TestHost['status']>): void => {
    host.status = { ...host.status, engine: null, ...changes };
    host.changed();
  };
  show({ phase: 'downloading', progress: { done: 49_000_000, total: 98_000_000, bytesPerSecond: 7_000_000 }, source: 'the hub' });
  await screen.findByText('From the hub');
  expect(screen.getAllByRole('progressbar')[0]?.getAttribute('aria-valuenow')).toBe('50');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(called(host, 'cancel')).toHaveLength(1));
  show({ phase: 'absent', progress: null, source: null });
  fireEvent.click(await screen.findByRole('button', { name: 'Get Test model (98 MB)' }));
  await waitFor(() => expect(called(host, 'install')).toEqual([{ file: null }]));
  show({ phase: 'loading' });
  await screen.findByText('Test model is being loaded.');
  show({ phase: 'failed', error: { code: 'crashed', message: 'The engine stopped three times.', details: {} } });
  await screen.findByText('The engine stopped three times.');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(called(host, 'restart')).toHaveLength(1));
  show({ phase: 'ready', error: null });
  await waitFor(() => expect(screen.queryByText('The engine stopped three times.')).toBeNull());
});

test('the first run explains itself once; sending the first message ends it', async () => {
  const host = new TestHost();
  host.settings = { ...host.settings, welcomed: false };
  await openWindow(host);
  await screen.findByRole('heading', { name: 'Welcome to Headwater' });
  fireEvent.click(screen.getByRole('button', { name: /river finds its way/ }));
  expect(field().value).toContain('river');
  press('Enter');
  await waitFor(() => expect(host.settings.welcomed).toBe(true));
});

test('the stream shows what the model sees, by name, and the divider where the live memory begins', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['One', 'Two', 'Three', 'Four']);
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  await screen.findByText('Four');
  host.tell(id, {
    kind: 'usage',
    tokensPerSecond: 87,
    usage: {
      budget: 2_048,
      regions: { sink: 4, pinned: 120, recalled: 0, kept: 0, recent: 900 },
      evictedTokens: 333,
      firstWholeTurnId: host.turns.get(id)![2]!.id,
    },
  });
  const band = await screen.findByRole('toolbar', { name: 'What the model sees now' });
  const names = within(band).getAllByRole('button').map((button) => button.getAttribute('aria-label')?.split(' tokens')[0]);
  expect(names).toEqual(['Instructions: 124', 'Recent: 900', `Free: ${(1_024).toLocaleString()}`]);
  expect(screen.getByText('2 earlier messages left the live memory and are recalled when they matter').closest('.transcript-row')?.textContent).toContain('Three');
  within(band).getAllByRole('button')[0]?.focus();
  press('ArrowRight', within(band).getAllByRole('button')[0]);
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Recent/);
  fireEvent.click(within(band).getAllByRole('button')[0]!);
  await screen.findByText(/^At least 333 tokens left the live memory/);
});

test('settings are kept at once, and a refused one is taken back', async () => {
  const { host } = await openWindow();
  press(',', window, { ctrlKey: true });
  fireEvent.click(await screen.findByRole('radio', { name: 'Dark' }));
  await waitFor(() => expect(host.settings.theme).toBe('dark'));
  expect(document.documentElement.dataset['theme']).toBe('dark');
  host.refusals.set('set', new AppError('disk-full', 'The settings could not be kept.'));
  fireEvent.click(screen.getByRole('radio', { name: 'Light' }));
  await screen.findByText('The settings could not be kept.');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(true);
});

test('a lost connection is said calmly, keeps what was typed, and everything is there again', async () => {
  const host = new TestHost();
  host.addConversation('Chat', ['Question', 'Answer']);
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  await screen.findByText('Answer');
  type('typed before');
  host.drop();
  await waitFor(() => expect(called(host, 'page')).toHaveLength(2));
  expect(field().value).toBe('typed before');
  expect(screen.getByText('Answer')).toBeTruthy();
});

test('what the host must tell of its start is shown until it is dismissed', async () => {
  const host = new TestHost();
  host.notices = ['The settings were damaged and put aside.'];
  await openWindow(host);
  const notice = (await screen.findByText('The settings were damaged and put aside.')).parentElement;
  fireEvent.click(within(notice as HTMLElement).getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByText('The settings were damaged and put aside.')).toBeNull());
});
