// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { Evidence } from '../../app/memory/Evidence.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';
import { openWindow } from '../testing/openWindow.test-helper.tsx';
import { TestHost } from '../testing/TestHost.test-helper.ts';

const called = (host: TestHost, name: string) => host.calls.filter(([call]) => call === name).map(([, params]) => params);
const drawer = () => screen.findByRole('complementary', { name: 'Memory' });
/** All that is kept in this browser. */
const keptHere = () => JSON.stringify([localStorage, sessionStorage].map((storage) => Object.entries(storage)));
const choose = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('menuitem', { name }));

/** A conversation of two turns, open in the window. */
async function openChat(prepare: (host: TestHost, id: string) => void = () => undefined, width?: number) {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['The second cottage is Fernside.', 'Noted.']);
  prepare(host, id);
  const { state } = await openWindow(host, undefined, width);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  await screen.findByText('The second cottage is Fernside.');
  const [first, second] = host.turns.get(id) as [Turn, Turn];
  return { host, id, state, first, second };
}

async function openTab(name: string) {
  fireEvent.keyDown(window, { key: 'm', ctrlKey: true });
  const memory = await drawer();
  fireEvent.click(within(memory).getByRole('tab', { name }));
  return memory;
}

test('the shortcut opens the drawer, Escape closes it without stopping anything, and the focus comes back', async () => {
  const { host } = await openChat();
  const button = screen.getByRole('button', { name: /^Memory/ });
  button.focus();
  fireEvent.keyDown(window, { key: 'm', ctrlKey: true });
  const memory = await drawer();
  await waitFor(() => expect(document.activeElement).toBe(memory));
  expect(button.getAttribute('aria-expanded')).toBe('true');
  within(memory).getByText(/None. “Pin” below a message/);
  fireEvent.keyDown(memory, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Memory' })).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(button));
  expect(called(host, 'stop')).toEqual([]);
});

test('where list, conversation and drawer do not fit beside each other, the list gives way and one can write', async () => {
  await openChat(undefined, 900);
  const row = () => document.querySelector<HTMLElement>('[data-conversation]');
  row()!.focus();
  fireEvent.keyDown(window, { key: 'm', ctrlKey: true });
  const memory = await drawer();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(row()).toBeNull();
  screen.getByRole('button', { name: 'Show conversations' });
  const field = screen.getByRole('textbox', { name: 'Message' });
  fireEvent.keyDown(memory, { key: 'Escape' });
  await waitFor(() => expect(row()).not.toBeNull());
  // What had the focus had gone meanwhile.
  await waitFor(() => expect(document.activeElement).toBe(field));
});

test('the list over the page is a column again as soon as there is room, and shortcuts work on', async () => {
  const { state } = await openChat(undefined, 900);
  fireEvent.keyDown(window, { key: 'm', ctrlKey: true });
  await drawer();
  fireEvent.keyDown(window, { key: 'b', ctrlKey: true });
  await screen.findByRole('dialog', { name: 'Conversations' });
  // As in a window that grows.
  act(() => state.memory.actions.hide());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  fireEvent.keyDown(window, { key: 'm', ctrlKey: true });
  await drawer();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('where conversation and drawer do not fit beside each other, it lies over the page, and Escape gives the focus back', async () => {
  const host = new TestHost();
  host.addConversation('Chat', ['The second cottage is Fernside.', 'Noted.']);
  await openWindow(host, undefined, 720);
  const button = screen.getByRole('button', { name: /^Memory/ });
  button.focus();
  fireEvent.keyDown(window, { key: 'm', ctrlKey: true });
  const over = await screen.findByRole('dialog', { name: 'Memory' });
  fireEvent.keyDown(over, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(button));
});

test('a message is pinned below it and unpinned in the drawer', async () => {
  const { host, first } = await openChat();
  fireEvent.click(within(screen.getByRole('group', { name: 'Your message' })).getByRole('button', { name: 'Pin' }));
  await screen.findByRole('button', { name: 'Pinned', pressed: true });
  fireEvent.click(screen.getByRole('button', { name: /^Memory/ }));
  fireEvent.click(await within(await drawer()).findByRole('button', { name: 'Unpin' }));
  await waitFor(() => expect(called(host, 'pinTurn')).toEqual([{ turnId: first.id, pinned: true }, { turnId: first.id, pinned: false }]));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Pinned' })).toBeNull());
});

test('a pin that does not fit says so and changes nothing', async () => {
  const { host } = await openChat();
  host.refusals.set('pinTurn', new AppError('too-large', 'What is pinned would leave no room. Unpin something first.'));
  fireEvent.click(within(screen.getByRole('group', { name: 'Your message' })).getByRole('button', { name: 'Pin' }));
  const problem = (await screen.findByText('What is pinned would leave no room. Unpin something first.')).parentElement;
  expect(screen.queryByRole('button', { name: 'Pinned' })).toBeNull();
  fireEvent.click(within(problem as HTMLElement).getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByText(/would leave no room/)).toBeNull());
});

test('forgetting a message asks once, erases its words from the page, and keeps its place', async () => {
  const { host, state, first } = await openChat();
  state.actions.beginEdit(first.id, first.text);
  state.actions.changeEdit('Fernside, changed');
  state.actions.cancelEdit();
  fireEvent.click(await screen.findByRole('button', { name: 'More about this message' }));
  await choose('Forget…');
  const dialog = await screen.findByRole('dialog', { name: 'Forget this message?' });
  within(dialog).getByText(/cannot be undone/);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Forget' }));
  await screen.findByText(/You had this message forgotten/);
  expect(called(host, 'forgetTurn')).toEqual([{ turnId: first.id }]);
  await waitFor(() => expect(document.body.textContent).not.toContain('Fernside'));
  expect(keptHere()).not.toContain('Fernside');
});

test('a message is remembered as a fact, which is corrected with its history, shared, and forgotten', async () => {
  const { host, id, first } = await openChat();
  fireEvent.click(screen.getByRole('button', { name: 'More about this message' }));
  await choose('Remember as a fact…');
  const form = await screen.findByRole('dialog', { name: 'Remember a fact' });
  const value = within(form).getByRole<HTMLTextAreaElement>('textbox', { name: 'What is to be remembered?' });
  expect(value.value).toBe('The second cottage is Fernside.');
  fireEvent.change(value, { target: { value: 'Fernside' } });
  fireEvent.change(within(form).getByRole('textbox', { name: 'What is it about?' }), { target: { value: 'second cottage' } });
  fireEvent.click(within(form).getByRole('button', { name: 'Remember' }));
  await waitFor(() =>
    expect(called(host, 'addFact')).toEqual([{ conversationId: id, subject: 'second cottage', value: 'Fernside', turnId: first.id, everywhere: false }]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  const memory = await openTab('Facts');
  const more = () => within(memory).getByRole('button', { name: 'More about “second cottage”' });
  fireEvent.click(await within(memory).findByRole('button', { name: 'Pin: always in sight' }));
  await within(memory).findByText('always in sight');
  fireEvent.click(more());
  await choose('In every conversation');
  await within(memory).findByText('in every conversation');
  fireEvent.click(more());
  await choose('Correct…');
  const correct = await screen.findByRole('dialog', { name: 'Correct this fact' });
  within(correct).getByText(/kept as history/);
  fireEvent.change(within(correct).getByRole('textbox', { name: 'What is to be remembered?' }), { target: { value: 'Gull House' } });
  fireEvent.click(within(correct).getByRole('button', { name: 'Correct' }));
  await within(memory).findByText('Gull House');
  fireEvent.click(more());
  await choose('Show the history');
  expect((await within(memory).findByRole('list', { name: 'Before' })).textContent).toContain('Fernside');
  fireEvent.click(more());
  await choose('Forget…');
  fireEvent.click(within(await screen.findByRole('dialog', { name: 'Forget this fact?' })).getByRole('button', { name: 'Forget' }));
  await within(memory).findByText(/No facts yet/);
  expect(host.memory.facts).toEqual([]);
});

test('many facts are narrowed down by a word, and a search without result says so', async () => {
  await openChat((host) => {
    for (let i = 0; i < 12; i++) host.memory.addFact(`thing ${i}`, i === 7 ? 'Café' : `value ${i}`);
  });
  const memory = await openTab('Facts');
  const field = await within(memory).findByRole('searchbox', { name: 'Find a fact' });
  fireEvent.change(field, { target: { value: 'cafe' } });
  await waitFor(() => expect(within(memory).getByRole('list', { name: 'Facts' }).children).toHaveLength(1));
  fireEvent.change(field, { target: { value: 'xyzzy' } });
  await within(memory).findByText(/No fact has “xyzzy” in it/);
});

function quotationOf(turnId: string, conversationId: string, text: string): Quotation {
  return { turnId, conversationId, role: 'user', source: 'chat', createdAt: 1_700_000_000_000, text, score: 0.91 };
}

test('a person tries the memory, and opens what it found', async () => {
  const { host, id, first } = await openChat((h, conversationId) => {
    const { id: turnId } = h.turns.get(conversationId)![0]!;
    h.memory.recalled = [quotationOf(turnId, conversationId, 'The second cottage is Fernside.')];
    h.memory.state = { ...h.memory.state, indexed: { done: 12, total: 40 }, diskBytes: 2_500_000, problem: 'The disk is full: nothing more is saved.' };
  });
  const memory = await openTab('Recall');
  within(memory).getByText(/Found by meaning: 12 of 40 passages/);
  within(memory).getByText(/2.5 MB of saved memory/);
  within(memory).getByText('The disk is full: nothing more is saved.');
  fireEvent.change(within(memory).getByRole('textbox', { name: 'Try your memory' }), { target: { value: 'which cottage?' } });
  fireEvent.click(within(memory).getByRole('button', { name: 'Try' }));
  await within(memory).findByText('match 0.91');
  expect(called(host, 'tryRecall')).toEqual([{ conversationId: id, text: 'which cottage?' }]);
  fireEvent.click(within(memory).getByRole('button', { name: /^Open the message/ }));
  await waitFor(() => expect(called(host, 'reveal')).toEqual([{ turnId: first.id }]));
});

test('an answer shows what the model saw, each part with the way to its origin', async () => {
  let other = '';
  const { host } = await openChat((h, id) => {
    const [first, second] = h.turns.get(id)!;
    const far = h.addConversation('Other', ['We always take the early ferry.']);
    other = far.id;
    h.memory.addFact('second cottage', 'Fernside', { turnId: first!.id, conversationId: id });
    second!.hasEvidence = true;
    const evidence: Evidence = {
      tokens: { system: 30, pinned: 0, facts: 12, recalled: 44, recent: 500 },
      pinned: [],
      facts: [{ id: 'f1', subject: 'second cottage', value: 'Fernside' }],
      recalled: [{ ...quotationOf(h.turns.get(far.id)![0]!.id, far.id, 'We always take the early ferry.'), isChanged: true }],
      blocks: [],
      recent: { firstTurnId: first!.id, lastTurnId: first!.id },
      earlierTurns: 8_906,
    };
    h.memory.evidence.set(second!.id, evidence);
  });
  fireEvent.click(screen.getByRole('button', { name: 'What the model saw' }));
  const panel = await screen.findByRole('dialog', { name: 'What the model saw for this answer' });
  await within(panel).findByText(/44 recalled/);
  within(panel).getByText('a later message may change this');
  within(panel).getByText('in Other');
  within(panel).getByText(new RegExp(`${(8_906).toLocaleString()} earlier messages were out of sight`));
  fireEvent.click(within(panel).getByRole('button', { name: /^Open the message of/ }));
  await waitFor(() => expect(called(host, 'reveal')).toEqual([{ turnId: host.turns.get(other)![0]!.id }]));
  await screen.findByText('We always take the early ferry.', { selector: '.bubble' });
});

test('what was heard is not told as said by the person, and opens its recording', async () => {
  const { host, state } = await openChat((h, id) => {
    const second = h.turns.get(id)![1]!;
    const recording = h.captions.addRecording('Council', ['Good morning.', 'The ferry is late.'], { remembered: true });
    second.hasEvidence = true;
    h.memory.evidence.set(second.id, {
      tokens: { system: 30, pinned: 0, facts: 0, recalled: 44, recent: 500 },
      pinned: [],
      facts: [],
      recalled: [{ ...quotationOf(`${recording.id}-1`, recording.id, 'The ferry is late.'), source: 'caption' }],
      blocks: [],
      recent: null,
      earlierTurns: 0,
    });
  });
  fireEvent.click(screen.getByRole('button', { name: 'What the model saw' }));
  const panel = await screen.findByRole('dialog', { name: 'What the model saw for this answer' });
  await within(panel).findByText(/^Heard, /);
  within(panel).getByText('in Council');
  fireEvent.click(within(panel).getByRole('button', { name: /^Open the line of/ }));
  await waitFor(() => expect(state.captions.store.getState().openId).toBe(host.captions.recordings[0]!.id));
  expect(state.ui.store.getState().window).toBe('captions');
  expect(called(host, 'reveal')).toEqual([]);
});

test('the lens is followed only while it is shown, and every token says what it is', async () => {
  const { host } = await openChat((h) => {
    h.memory.lens = [
      { text: '<s>', region: 'sink', score: null },
      { text: ' ferry', region: 'recent', score: 0.5 },
    ];
  });
  expect(called(host, 'lens')).toEqual([]);
  const memory = await openTab('Lens');
  const lens = await within(memory).findByRole('slider', { name: 'Tokens in the live memory' });
  expect(lens.getAttribute('aria-valuetext')).toBe('“<s>”, Start');
  fireEvent.focus(lens);
  fireEvent.keyDown(lens, { key: 'ArrowRight' });
  await within(memory).findByText('“ferry”, Recent, weight 50 %');
  expect(lens.getAttribute('aria-valuenow')).toBe('2');
  expect(called(host, 'lens')).toHaveLength(1);
});

test('a temporary conversation is marked, and leaves nothing in this browser', async () => {
  const { host } = await openWindow();
  fireEvent.keyDown(window, { key: 'E', ctrlKey: true, shiftKey: true });
  await screen.findByText('Temporary: nothing is written to disk; it is gone when you close Headwater.');
  expect(called(host, 'create')).toEqual([{ temporary: true }]);
  fireEvent.change(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'a secret' } });
  const { id } = host.conversations[0]!;
  const kept = keptHere();
  expect(kept).not.toContain('secret');
  expect(kept).not.toContain(id);
  // Asked for again while it is empty, it is the same one.
  fireEvent.keyDown(window, { key: 'E', ctrlKey: true, shiftKey: true });
  await waitFor(() => expect(screen.getByRole('button', { name: /temporary/, current: 'page' })).toBeTruthy());
  expect(called(host, 'create')).toHaveLength(1);
});

test('what stays in sight is chosen for this conversation, is explained, and says when it counts', async () => {
  const { host, id } = await openChat();
  host.addConversation('Other');
  host.settings = { ...host.settings, retention: 'key-diversity' };
  host.changed();
  const memory = await openTab('In sight');
  const select = within(memory).getByRole<HTMLSelectElement>('combobox', { name: 'What stays in sight' });
  expect(select.selectedOptions[0]?.text).toBe('As in the settings');
  await within(memory).findByText(/^What differs most\. .*least like the others/);
  fireEvent.change(select, { target: { value: 'entropy' } });
  await within(memory).findByText(/hard to foresee/);
  await within(memory).findByText(/built anew from the text/);
  expect(called(host, 'setRetention')).toEqual([{ id, retention: 'entropy' }]);
  expect(host.conversations.map(({ retention }) => retention)).toEqual(['entropy', null]);
  // From the next answer on it counts, and nothing more need be said.
  host.addTurn(id, 'user', 'And now?');
  host.addTurn(id, 'assistant', 'Now it counts.', { hasEvidence: true });
  await waitFor(() => expect(within(memory).queryByText(/built anew from the text/)).toBeNull());
  fireEvent.change(select, { target: { value: 'settings' } });
  await waitFor(() => expect(called(host, 'setRetention').at(-1)).toEqual({ id, retention: null }));
  host.refusals.set('setRetention', new AppError('disk-full', 'The disk is full; nothing was changed.'));
  fireEvent.change(select, { target: { value: 'window' } });
  await within(memory).findByText('The disk is full; nothing was changed.');
  expect(select.value).toBe('settings');
});

test('settings of memory are kept', async () => {
  const { host } = await openWindow();
  fireEvent.keyDown(window, { key: ',', ctrlKey: true });
  fireEvent.click(await screen.findByRole('switch', { name: 'Remember everywhere' }));
  await waitFor(() => expect(host.settings.rememberEverywhere).toBe(true));
  fireEvent.change(screen.getByRole('combobox', { name: 'What stays in sight' }), { target: { value: 'entropy' } });
  await waitFor(() => expect(host.settings.retention).toBe('entropy'));
  fireEvent.click(screen.getByRole('switch', { name: 'Recall' }));
  await waitFor(() => expect(screen.queryByRole('switch', { name: 'Remember everywhere' })).toBeNull());
  expect(host.settings.recall).toBe(false);
});
