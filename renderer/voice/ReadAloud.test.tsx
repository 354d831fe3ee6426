// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { openWindow } from '../testing/openWindow.test-helper.tsx';
import { TestHost } from '../testing/TestHost.test-helper.ts';

const MODELS = [
  { id: 'p', name: 'Pronunciation', about: 'Tells how words are said.', licence: 'GPL-3.0-or-later', bytes: 800_000, present: false },
  { id: 'v', name: 'Joe', about: 'Reads answers aloud.', licence: 'MIT', bytes: 63_200_000, present: false },
];

/** What was opened to be heard, each with a clock that a test moves. */
let contexts: TestContext[] = [];

class TestContext {
  currentTime = 0;
  destination = {};
  /** when each sound begins, in seconds of the clock */
  readonly begins: number[] = [];
  closed = false;
  constructor() {
    contexts.push(this);
  }
  resume = () => Promise.resolve();
  createBuffer = () => ({ copyToChannel: () => undefined });
  createBufferSource = () => ({ buffer: null, connect: () => undefined, start: (at: number) => void this.begins.push(at) });
  close() {
    this.closed = true;
    return Promise.resolve();
  }
}

beforeEach(() => {
  contexts = [];
  vi.stubGlobal('AudioContext', TestContext);
});
afterEach(() => vi.unstubAllGlobals());

const QUESTION = 'Who keeps the river?';
const ANSWER = 'Nobody keeps a river at all.';

async function openChat(host = new TestHost(), question = QUESTION) {
  host.addConversation('Rivers', [question, ANSWER]);
  const { state } = await openWindow(host);
  fireEvent.click(await screen.findByRole('button', { name: /^Rivers/ }));
  await screen.findByText(ANSWER);
  const group = (name: string) => within(screen.getByRole('group', { name }));
  return { host, state, message: group('Your message'), answer: group('This answer') };
}
const read = (group: ReturnType<typeof within>): void => void fireEvent.click(group.getByRole('button', { name: 'Read aloud' }));

test('an answer is read chunk by chunk, few are made ahead, and it ends by itself', async () => {
  const { host, answer } = await openChat();
  read(answer);
  answer.getByRole('button', { name: 'Stop reading' });
  await waitFor(() => expect(contexts[0]?.begins).toHaveLength(1));
  expect(host.voice.said.length).toBeLessThanOrEqual(3);
  for (let second = 1; second <= 6; second++) {
    contexts[0]!.currentTime = second;
    await waitFor(() => expect(contexts[0]?.begins.length).toBe(Math.min(6, second + 1)));
    expect(host.voice.said.length).toBeLessThanOrEqual(second + 3);
  }
  const { begins } = contexts[0]!;
  expect(begins.slice(1).every((at, index) => Math.abs(at - begins[index]! - 1) < 1e-9)).toBe(true);
  answer.getByRole('button', { name: 'Stop reading' });
  contexts[0]!.currentTime = 7;
  await answer.findByRole('button', { name: 'Read aloud' });
  expect(contexts[0]?.closed).toBe(true);
  expect(host.voice.said).toEqual(ANSWER.split(' '));
});

test('a button or Escape stops it at once, and the voice makes no more of it', async () => {
  const { host, message, answer } = await openChat();
  read(message);
  await waitFor(() => expect(contexts[0]?.begins).toHaveLength(1));
  fireEvent.click(message.getByRole('button', { name: 'Stop reading' }));
  expect(contexts[0]?.closed).toBe(true);
  await waitFor(() => expect(host.voice.cancelled).toEqual([QUESTION]));
  read(answer);
  await waitFor(() => expect(contexts[1]?.begins).toHaveLength(1));
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(contexts[1]?.closed).toBe(true);
  await waitFor(() => expect(host.voice.cancelled).toEqual([QUESTION, ANSWER]));
  answer.getByRole('button', { name: 'Read aloud' });
});

test('one message is read at a time; another one, a new conversation and forgetting silence it', async () => {
  const { host, state, message, answer } = await openChat();
  read(message);
  read(answer);
  expect(contexts.map(({ closed }) => closed)).toEqual([true, false]);
  message.getByRole('button', { name: 'Read aloud' });
  const turn = host.turns.get('c1')?.at(-1);
  act(() => host.tell('c1', { kind: 'turn', turn: { ...turn!, text: '', forgotten: true } }));
  await waitFor(() => expect(contexts[1]?.closed).toBe(true));
  read(message);
  act(() => state.chat.open(null));
  expect(contexts[2]?.closed).toBe(true);
  expect(state.reader.store.getState().reading).toBeNull();
});

test('the first time, what is fetched is named with size and licence; then the message is read', async () => {
  const host = new TestHost();
  host.voice.status = { ...host.voice.status, phase: 'absent', models: MODELS };
  const { answer } = await openChat(host);
  read(answer);
  const dialog = within(await screen.findByRole('dialog', { name: 'Read aloud' }));
  const card = dialog.getByRole('region', { name: 'What the voice needs' });
  expect(card.textContent).toContain('Pronunciation800 KBTells how words are said. Licence: GPL-3.0-or-later.');
  expect(host.calls.filter(([name]) => name === 'prepare')).toEqual([]);
  fireEvent.click(dialog.getByRole('button', { name: 'Get (64 MB)' }));
  await dialog.findByText('16 MB of 64 MB · 8.0 MB/s · 6.0 s left');
  fireEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  fireEvent.click(await dialog.findByRole('button', { name: 'Get (64 MB)' }));
  await dialog.findByRole('progressbar');
  expect(host.voice.said).toEqual([]);
  act(() => void host.voice.setStatus({ phase: 'ready', progress: null }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  answer.getByRole('button', { name: 'Stop reading' });
  await waitFor(() => expect(contexts[0]?.begins).toHaveLength(1));
});

test('who closes the dialog has nothing fetched, and nothing read later', async () => {
  const host = new TestHost();
  host.voice.status = { ...host.voice.status, phase: 'absent', models: MODELS };
  const { answer } = await openChat(host);
  read(answer);
  const dialog = within(await screen.findByRole('dialog', { name: 'Read aloud' }));
  fireEvent.click(dialog.getByRole('button', { name: 'Get (64 MB)' }));
  await dialog.findByRole('progressbar');
  fireEvent.click(dialog.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(host.voice.status.phase).toBe('absent'));
  act(() => void host.voice.setStatus({ phase: 'ready', progress: null }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect([host.voice.said, contexts[0]?.closed]).toEqual([[], true]);
});

test('what goes wrong is told at the message, after what was made before was heard', async () => {
  const host = new TestHost();
  host.voice.refusal = { word: 'a', error: new AppError('crashed', 'The voice stopped unexpectedly.') };
  const { answer } = await openChat(host);
  read(answer);
  await waitFor(() => expect(contexts[0]?.begins).toHaveLength(1));
  contexts[0]!.currentTime = 1.5;
  await waitFor(() => expect(contexts[0]?.begins).toHaveLength(2));
  expect(screen.queryByRole('alert')).toBeNull();
  contexts[0]!.currentTime = 3;
  expect((await screen.findByRole('alert')).textContent).toBe('The voice stopped unexpectedly.');
  fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
  answer.getByRole('button', { name: 'Read aloud' });
});

test('a voice that turns out not to be there is asked for', async () => {
  const { host, answer } = await openChat();
  host.refusals.set('readAloud', new AppError('no-model', 'Fetch it first.'));
  host.voice.status = { ...host.voice.status, phase: 'absent', models: MODELS };
  read(answer);
  act(() => host.changed());
  const dialog = within(await screen.findByRole('dialog', { name: 'Read aloud' }));
  dialog.getByRole('button', { name: 'Get (64 MB)' });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a message without a word that can be said says so', async () => {
  const { message } = await openChat(new TestHost(), '— … —');
  read(message);
  expect((await screen.findByRole('alert')).textContent).toBe('There is nothing in this message that can be said aloud.');
});
