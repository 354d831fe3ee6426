// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { captionPhrase } from '../testing/captionParts.test-helper.ts';
import { openWindow } from '../testing/openWindow.test-helper.tsx';
import { TestHost } from '../testing/TestHost.test-helper.ts';

const LINES = ['A river does not remember every drop.', 'It keeps its bed.', 'Then who decides?'];

async function openCaptions(host = new TestHost()) {
  const { state } = await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Captions' }));
  await screen.findByRole('navigation', { name: 'Recordings' });
  return { host, state };
}

async function openRecording(host: TestHost, title = 'Lecture') {
  const opened = await openCaptions(host);
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(`^${title}`) }));
  await screen.findByText(LINES[0]!);
  return opened;
}

const line = (text: string): HTMLElement => screen.getByText(text, { selector: '.caption-text' }).closest('article') as HTMLElement;
const texts = (): (string | null)[] => [...document.querySelectorAll('.caption-text')].map(({ textContent }) => textContent);
const calls = (host: TestHost, name: string): unknown[] => host.calls.filter(([called]) => called === name).map(([, params]) => params);

test('what captions need is named with size, licence and a sentence; it is fetched when the person says so, and can be cancelled', async () => {
  const host = new TestHost();
  const model = { id: 'w', name: 'Whisper tiny.en', about: 'Writes down English speech.', licence: 'MIT', bytes: 77_000_000, present: false };
  host.captions.status = { ...host.captions.status, phase: 'absent', models: [model] };
  await openCaptions(host);
  const card = await screen.findByRole('region', { name: 'What captions need' });
  expect(card.textContent).toContain('Whisper tiny.en77 MBWrites down English speech. Licence: MIT.');
  expect(calls(host, 'prepare')).toEqual([]);
  fireEvent.click(within(card).getByRole('button', { name: 'Get (77 MB)' }));
  await within(card).findByText('30 MB of 120 MB · 9.0 MB/s · 10 s left');
  fireEvent.click(within(card).getByRole('button', { name: 'Cancel' }));
  await within(card).findByRole('button', { name: 'Get (77 MB)' });
  host.captions.status = { ...host.captions.status, phase: 'failed', problem: 'It could not be fetched. Try again.' };
  act(() => host.changed());
  expect((await within(card).findByRole('alert')).textContent).toBe('It could not be fetched. Try again.');
  within(card).getByRole('button', { name: 'Try again' });
});

test('committed and tentative text stand apart, and what is finished is announced once', async () => {
  const host = new TestHost();
  const { id } = host.captions.addRecording('Lecture', LINES.slice(0, 1), { live: true });
  await openRecording(host);
  act(() => host.captions.tell(id, { kind: 'phrase', phrase: captionPhrase(' It keeps', ' its bird', 4_000) }));
  const tentative = await screen.findByText('its bird', { selector: '.tentative' });
  expect(tentative.previousSibling?.textContent).toBe('It keeps');
  expect(texts()).toEqual([LINES[0], 'It keeps its bird']);
  act(() => {
    host.captions.tell(id, { kind: 'phrase', phrase: { ...captionPhrase(' It keeps its bed.', '', 4_000), final: true } });
    host.captions.write(id, 1, LINES[1]!);
    host.captions.tell(id, { kind: 'phrase', phrase: null });
  });
  await waitFor(() => expect(document.querySelector('.captions > [aria-live]')?.textContent).toBe(LINES[1]));
  expect(texts()).toEqual(LINES.slice(0, 2));
});

test('what was chosen stays while the processes start again', async () => {
  const host = new TestHost();
  await openCaptions(host);
  fireEvent.change(await screen.findByRole('textbox', { name: 'Name' }), { target: { value: 'Lecture' } });
  host.captions.status = { ...host.captions.status, phase: 'starting' };
  act(() => host.changed());
  await screen.findByRole('region', { name: 'What captions need' });
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Lecture');
});

test('a recording that is made is seen and stopped in every window', async () => {
  const host = new TestHost();
  const { id } = host.captions.addRecording('Lecture', LINES, { live: true });
  const { state } = await openCaptions(host);
  await screen.findByText('Another recording is being made. Stop it first.');
  fireEvent.click(screen.getByRole('button', { name: 'Chat' }));
  await screen.findByRole('navigation', { name: 'Conversations' });
  const badge = screen.getByRole('group', { name: 'Recording' });
  expect(badge.textContent).toContain('Rec');
  fireEvent.click(within(badge).getByRole('button', { name: 'Stop recording “Lecture”' }));
  await waitFor(() => expect(host.captions.find(id).live).toBe(false));
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Recording' })).toBeNull());
  expect(state.captions.store.getState().problem).toBeNull();
});

test('a line is corrected with Enter and left alone with Escape; a refusal keeps what was typed', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', LINES);
  await openRecording(host);
  line(LINES[1]!).focus();
  fireEvent.keyDown(line(LINES[1]!), { key: 'Enter' });
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Correct this line' });
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'It kept its bed.' } });
  host.refusals.set('editLine', new AppError('disk-full', 'The disk is full.'));
  fireEvent.keyDown(field, { key: 'Enter' });
  await screen.findByText('The disk is full.');
  expect(field.value).toBe('It kept its bed.');
  host.refusals.clear();
  fireEvent.keyDown(field, { key: 'Enter' });
  await screen.findByText('It kept its bed.', { selector: '.caption-text' });
  fireEvent.pointerEnter(line(LINES[2]!));
  fireEvent.click(await within(line(LINES[2]!)).findByRole('button', { name: 'Correct this line' }));
  fireEvent.keyDown(await screen.findByRole('textbox', { name: 'Correct this line' }), { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Correct this line' })).toBeNull());
  expect(calls(host, 'editLine')).toHaveLength(2);
});

test('swear words are hidden where the person wants that, and what is corrected is what was said', async () => {
  const host = new TestHost();
  host.settings = { ...host.settings, captionsMask: true };
  const { id } = host.captions.addRecording('Lecture', [LINES[0]!, 'What a shitty day.'], { live: true });
  await openRecording(host);
  act(() => host.captions.tell(id, { kind: 'phrase', phrase: captionPhrase(' Oh fuck', ' this', 9_000) }));
  await screen.findByText('Oh f***', { selector: '.committed' });
  expect(texts()).toEqual([LINES[0], 'What a s***** day.', 'Oh f*** this']);
  fireEvent.keyDown(line('What a s***** day.'), { key: 'Enter' });
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Correct this line' })).value).toBe('What a shitty day.');
});

test('a speaker is renamed everywhere at once', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', LINES);
  host.captions.lines.forEach((one, index) => (one.speaker = index === 1 ? 'B' : 'A'));
  await openRecording(host);
  fireEvent.click(screen.getAllByRole('button', { name: 'A' })[0]!);
  const field = await screen.findByRole('textbox', { name: 'Name of A, everywhere in this recording' });
  fireEvent.change(field, { target: { value: 'Ada' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'Ada' })).toHaveLength(2));
  screen.getByRole('button', { name: 'B' });
});

test('words are found in the open recording, one after the other, and marked', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', [...LINES, 'Its bed, again.']);
  await openRecording(host);
  fireEvent.keyDown(window, { key: 'f', ctrlKey: true });
  const field = await screen.findByRole('searchbox', { name: 'Find in this recording' });
  fireEvent.change(field, { target: { value: 'bed' } });
  await screen.findByText('1 of 2');
  expect([...document.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['bed', 'bed']);
  fireEvent.keyDown(field, { key: 'Enter' });
  await screen.findByText('2 of 2');
  fireEvent.change(field, { target: { value: 'mountain' } });
  await screen.findByText('Not found');
  fireEvent.keyDown(field, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('searchbox', { name: 'Find in this recording' })).toBeNull());
});

test('a search through all recordings opens the one that has the words', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', LINES);
  host.captions.addRecording('Walk', ['Nothing of the kind.']);
  await openCaptions(host);
  const field = screen.getByRole('searchbox', { name: 'Search all recordings' });
  fireEvent.change(field, { target: { value: 'bed' } });
  const hits = await screen.findByRole('list', { name: 'Found lines' });
  expect(within(hits).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Lecture0:04It keeps its bed.']);
  fireEvent.click(within(hits).getByRole('button'));
  await screen.findByText(LINES[0]!);
  fireEvent.change(field, { target: { value: 'mountain' } });
  await screen.findByText(/Nobody said “mountain”/);
});

test('a passage chosen with Shift and the arrows becomes a quotation in the composer, beside what stood there', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', LINES);
  const { state } = await openWindow(host);
  fireEvent.change(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'Before.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Captions' }));
  fireEvent.click(await screen.findByRole('button', { name: /^Lecture/ }));
  await screen.findByText(LINES[1]!);
  line(LINES[1]!).focus();
  fireEvent.keyDown(line(LINES[1]!), { key: 'ArrowDown', shiftKey: true });
  const bar = await screen.findByRole('toolbar', { name: 'The chosen passage' });
  expect(bar.textContent).toContain('2 lines');
  fireEvent.click(within(bar).getByRole('button', { name: 'Ask about this' }));
  const composer = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
  expect(composer.value).toBe('Before.\n\nFrom the recording “Lecture”, 0:04 to 0:08:\n\n> It keeps its bed.\n> Then who decides?\n\n');
  expect(state.ui.store.getState().window).toBe('chat');
});

test('the arrows, Home and End go from line to line; Delete takes one away', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', LINES);
  await openRecording(host);
  const log = screen.getByRole('log', { name: 'Captions' });
  fireEvent.keyDown(log, { key: 'End' });
  await waitFor(() => expect(document.activeElement).toBe(line(LINES[2]!)));
  fireEvent.keyDown(line(LINES[2]!), { key: 'ArrowUp' });
  await waitFor(() => expect(document.activeElement).toBe(line(LINES[1]!)));
  fireEvent.keyDown(line(LINES[1]!), { key: 'Delete' });
  await waitFor(() => expect(texts()).toEqual([LINES[0], LINES[2]]));
});

test('a deleted recording can be brought back, and is open again', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', LINES);
  await openRecording(host);
  fireEvent.keyDown(screen.getByRole('button', { name: /^Lecture ?\d/ }), { key: 'Delete' });
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByRole('button', { name: /^Lecture ?\d/ });
  await screen.findByText(LINES[2]!);
});

test('a recording of thousands of lines is fetched page by page and only what is in sight is drawn', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', Array.from({ length: 1_234 }, (_, index) => (index === 0 ? LINES[0]! : `Line ${index}.`)));
  const { state } = await openCaptions(host);
  fireEvent.click(await screen.findByRole('button', { name: /^Lecture/ }));
  await waitFor(() => expect(state.captions.store.getState().log).toMatchObject({ loaded: true, lines: { length: 1_234 } }));
  expect(document.querySelectorAll('.caption-row').length).toBeLessThan(60);
});

test('after a lost connection what was missed is there', async () => {
  const host = new TestHost();
  const { id } = host.captions.addRecording('Lecture', LINES, { live: true });
  await openRecording(host);
  host.drop();
  host.captions.write(id, 3, 'Said meanwhile.');
  await screen.findByText('Said meanwhile.', { selector: '.caption-text' }, { timeout: 10_000 });
});

test('the self-test says what this machine needs, and the overlay its address', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', LINES);
  await openCaptions(host);
  fireEvent.click(await screen.findByRole('button', { name: 'Check this machine' }));
  await screen.findByText('This machine needs 0.2 s for each second of speech; a line is final 0.5 s after it was said.');
  fireEvent.click(screen.getByRole('button', { name: /^Lecture/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'Overlay and live text' }));
  await screen.findByText('http://127.0.0.1:1/captions/token');
  fireEvent.change(screen.getByRole('textbox', { name: 'Live text file' }), { target: { value: '/home/me/now.txt' } });
  fireEvent.click(screen.getByRole('button', { name: 'Write' }));
  await screen.findByText('The newest lines are written there from now on.');
  expect(host.captions.liveFile).toBe('/home/me/now.txt');
});
