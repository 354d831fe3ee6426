// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';
import { TestSound } from '../../testing/TestSound.test-helper.ts';

const MODELS = [
  { id: 'w', name: 'Whisper tiny.en', about: 'Writes down what is said.', licence: 'MIT', bytes: 78_000_000, present: true },
  { id: 'v', name: 'Joe', about: 'Reads answers aloud.', licence: 'MIT', bytes: 63_200_000, present: false },
];

async function opened(host = new TestHost()) {
  const sound = new TestSound();
  host.addConversation('Rivers', ['Why do rivers bend?', 'Because a bend grows.']);
  const { state } = await openWindow(host, sound);
  fireEvent.click(await screen.findByRole('button', { name: /^Rivers/ }));
  await screen.findByText('Because a bend grows.');
  return { host, sound, state, talk: host.voice.talk };
}
const speak = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Speak' }));
const surface = () => within(screen.getByRole('region', { name: 'Voice' }));
const word = (): string => surface().getAllByRole('status')[0]!.textContent;
const badge = () => screen.queryByRole('group', { name: 'Microphone' });

/** Talking in the open conversation, the person has the floor. */
async function talking(host?: TestHost) {
  const all = await opened(host);
  speak();
  await waitFor(() => expect(word()).toBe('Listening'));
  return all;
}

test('who talks sees the words as they come, who has the floor, and the turns in the conversation', async () => {
  const { host, sound, talk } = await talking();
  expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
  expect(talk.sessions).toEqual([{ conversationId: 'c1', pushToTalk: false, ended: false }]);
  act(() => sound.hear(4));
  await waitFor(() => expect(talk.fed).toHaveLength(2_048));
  expect(Math.abs(talk.fed[0]! - 0.25 * 32_767)).toBeLessThan(1);
  act(() => talk.state('listening', { stable: 'How long', tentative: ' does it take' }));
  const said = await surface().findByLabelText('What you are saying');
  expect([...said.children].map(({ className, textContent }) => [className, textContent])).toEqual([['', 'How long'], ['tentative', ' does it take']]);
  act(() => {
    const { id } = host.addTurn('c1', 'user', 'How long does it take?', { source: 'voice' });
    talk.send({ kind: 'turn', turnId: id });
    talk.state('thinking');
  });
  await waitFor(() => expect(word()).toBe('Thinking'));
  await screen.findByText('How long does it take?');
});

test('an answer is heard once it may be, more quietly while somebody speaks, and silent at once when it is interrupted', async () => {
  const { host, sound, talk } = await talking();
  const [audio] = sound.contexts;
  act(() => {
    talk.sound(1, 2);
    talk.state('speaking');
    talk.send({ kind: 'play', run: 1, turnId: 'answer' });
  });
  await waitFor(() => expect(audio?.sources).toHaveLength(1));
  expect(word()).toBe('Speaking');
  audio!.currentTime = 0.6;
  await waitFor(() => expect(talk.played.at(-1)).toMatchObject({ run: 1, ended: false, seconds: expect.closeTo(0.52) as number }));
  act(() => (talk.send({ kind: 'duck' }), talk.state('ducking')));
  await waitFor(() => expect(word()).toBe('Speaking quietly'));
  expect(audio?.gains.at(-1)?.[0]).toBe(0.3);
  act(() => (talk.send({ kind: 'silence' }), talk.state('listening')));
  await waitFor(() => expect(word()).toBe('Listening'));
  expect(audio?.sources[0]?.stoppedAt).toBeCloseTo(0.6, 1);
  act(() => void host.addTurn('c1', 'assistant', 'It takes a', { source: 'voice', state: 'interrupted' }));
  await screen.findByText('Interrupted here');
});

test('Escape and the button end an answer at once, before the host knows; then it is listened again', async () => {
  const { sound, talk } = await talking();
  const [audio] = sound.contexts;
  act(() => (talk.sound(1, 2), talk.send({ kind: 'play', run: 1, turnId: 'answer' }), talk.state('speaking')));
  await waitFor(() => expect(word()).toBe('Speaking'));
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(audio?.sources[0]?.stoppedAt).not.toBeNull();
  await waitFor(() => expect(talk.asked).toEqual(['press', expect.stringMatching(/^release/)]));
  expect(talk.sessions[0]?.ended).toBe(false);
  act(() => talk.state('thinking'));
  await waitFor(() => expect(word()).toBe('Thinking'));
  fireEvent.click(surface().getByRole('button', { name: 'Stop the answer' }));
  expect(talk.asked).toHaveLength(2);
  // It was written to its end already, and nothing was left to be stopped: it is not heard nevertheless.
  act(() => (talk.sound(2, 2), talk.send({ kind: 'play', run: 2, turnId: 'other' }), talk.state('speaking')));
  await waitFor(() => expect(talk.asked.slice(2)).toEqual(['press', expect.stringMatching(/^release/)]));
  expect(audio?.sources.at(-1)?.stoppedAt).not.toBeNull();
});

test('an answer that is forgotten while it is spoken falls silent, though it was written to its end', async () => {
  const { host, sound, talk } = await talking();
  const answer = { ...host.addTurn('c1', 'assistant', 'It takes a day.', { source: 'voice' }) };
  act(() => {
    talk.sound(1, 2);
    talk.send({ kind: 'play', run: 1, turnId: answer.id });
    talk.state('speaking');
  });
  await waitFor(() => expect(word()).toBe('Speaking'));
  await screen.findByText('It takes a day.');
  expect(talk.asked).toEqual([]);
  act(() => host.tell('c1', { kind: 'turn', turn: { ...answer, text: '', forgotten: true } }));
  await waitFor(() => expect(talk.asked).toEqual(['press', expect.stringMatching(/^release/)]));
  expect(sound.contexts[0]?.sources[0]?.stoppedAt).not.toBeNull();
});

test('what was said and could not be given as a message stands in the message field when the talk is over', async () => {
  const { state, talk } = await talking();
  act(() => {
    talk.send({ kind: 'unsent', text: 'How long is it?' });
    talk.state('listening', { notice: 'The disk is full.' });
  });
  await surface().findByText('The disk is full.');
  act(() => state.voice.talk.end());
  expect(await screen.findByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'How long is it?');
});

test('what was said when the talk is ended before it is answered stands in the message field, and what was answered does not', async () => {
  const { state, talk } = await talking();
  act(() => talk.state('thinking', { stable: 'How long is a day?' }));
  act(() => talk.state('listening', { stable: 'And how long', tentative: ' is a night' }));
  await surface().findByText('And how long');
  act(() => state.voice.talk.end());
  expect(await screen.findByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'And how long is a night');
});

test('muted, the host hears nothing, and the window says so; ending lets the microphone go and gives the field back', async () => {
  const { sound, state, talk } = await talking();
  expect(badge()).not.toBeNull();
  fireEvent.click(surface().getByRole('button', { name: 'Mute' }));
  expect(word()).toBe('Muted');
  act(() => sound.hear(2));
  await waitFor(() => expect(talk.fed).toHaveLength(1_024));
  expect(new Set(talk.fed)).toEqual(new Set([0]));
  fireEvent.click(surface().getByRole('button', { name: 'Unmute' }));
  await waitFor(() => expect(talk.asked).toEqual(['mute', 'unmute']));
  act(() => state.ui.show('captions'));
  fireEvent.click(within(badge()!).getByRole('button', { name: 'End the conversation by voice' }));
  expect([sound.open, sound.contexts[0]?.closed, badge()]).toEqual([0, true, null]);
  await waitFor(() => expect(talk.sessions[0]?.ended).toBe(true));
  act(() => state.ui.show('chat'));
  await screen.findByRole('textbox', { name: 'Message' });
});

test('push to talk: only what is said while Space is held is heard, and letting go comes after all of it', async () => {
  const { sound, state, talk } = await talking();
  fireEvent.click(surface().getByRole('radio', { name: 'Push to talk' }));
  await waitFor(() => expect(talk.sessions.map(({ pushToTalk, ended }) => [pushToTalk, ended])).toEqual([[false, true], [true, false]]));
  await waitFor(() => expect(word()).toBe('Waiting'));
  act(() => sound.hear(1));
  fireEvent.keyDown(document.body, { key: ' ' });
  fireEvent.keyDown(document.body, { key: ' ', repeat: true });
  expect(word()).toBe('Listening');
  act(() => sound.hear(2));
  fireEvent.keyUp(document.body, { key: ' ' });
  await waitFor(() => expect(talk.asked).toEqual(['press', 'release after 1536']));
  expect(talk.fed.map((sample) => sample !== 0)).toEqual([...Array.from({ length: 512 }, () => false), ...Array.from({ length: 1_024 }, () => true)]);
  fireEvent.keyDown(document.body, { key: ' ' });
  fireEvent.blur(window);
  await waitFor(() => expect(talk.asked).toHaveLength(4));
  // A choice made meanwhile lets go, too, and the host knows.
  fireEvent.keyDown(document.body, { key: ' ' });
  act(() => state.voice.talk.choose({ halfDuplex: true }));
  await waitFor(() => expect(talk.asked.at(-1)).toMatch(/^release/));
  expect(talk.asked).toHaveLength(6);
});

test('the first time, what is fetched is named; then it begins by itself, and the microphone is not open before', async () => {
  const host = new TestHost();
  host.voice.talk.status = { ...host.voice.talk.status, phase: 'absent', models: MODELS };
  const { sound, talk } = await opened(host);
  speak();
  fireEvent.click(await surface().findByRole('button', { name: 'Get (63 MB)' }));
  await surface().findByRole('progressbar');
  expect([sound.asked, badge()]).toEqual([[], null]);
  act(() => void talk.setStatus({ phase: 'ready', progress: null }));
  await waitFor(() => expect(word()).toBe('Listening'));
  expect(sound.asked).toEqual([null]);
});

test('who does not want it now is back at once; models that are gone again are asked for', async () => {
  const { sound, talk } = await opened();
  talk.refusal = new AppError('no-model', 'Fetch it first.');
  talk.status = { ...talk.status, phase: 'absent', models: MODELS };
  speak();
  fireEvent.click(await surface().findByRole('button', { name: 'Not now' }));
  expect([sound.open, sound.contexts[0]?.closed]).toEqual([0, true]);
  await screen.findByRole('textbox', { name: 'Message' });
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['the microphone is refused', (sound: TestSound) => void (sound.refusal = new AppError('no-permission', 'Headwater may not use the microphone. Allow it.')), /^Headwater may not use the microphone/],
  ['another window talks', (_: TestSound, host: TestHost) => void (host.voice.talk.refusal = new AppError('busy', 'You are talking in another window. End that first.')), /^You are talking in another window/],
])('when %s, it says so and nothing stays open', async (_, refuse, words) => {
  const { host, sound } = await opened();
  refuse(sound, host);
  speak();
  expect((await screen.findByRole('alert')).textContent).toMatch(words);
  expect([sound.open, badge()]).toEqual([0, null]);
  fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a host that is gone, or ends it, lets the microphone go and says what is safe', async () => {
  const { host, sound, talk } = await talking();
  act(() => talk.fail(null));
  expect((await screen.findByRole('alert')).textContent).toMatch(/^The conversation by voice was ended\. What was said is kept\./);
  expect(sound.open).toBe(0);
  speak();
  await waitFor(() => expect(word()).toBe('Listening'));
  act(() => host.drop());
  await screen.findByText(/^The connection was lost, so the conversation by voice has ended/);
  expect([sound.open, badge()]).toEqual([0, null]);
});

test('while another window talks this one shows it, and ends it', async () => {
  const { host, talk } = await opened();
  act(() => talk.setElsewhere(true));
  await waitFor(() => expect(badge()).not.toBeNull());
  fireEvent.click(within(badge()!).getByRole('button', { name: 'End the conversation by voice in the other window' }));
  await waitFor(() => expect(badge()).toBeNull());
  expect(host.calls.filter(([name]) => name === 'endTalk')).toHaveLength(1);
});

test('a microphone that is gone or silent, and what the host has to say, is told while it lasts', async () => {
  const { sound, talk } = await talking();
  act(() => sound.trouble('The microphone is gone. Plug it in again.'));
  await surface().findByText(/^The microphone is gone/);
  act(() => sound.trouble(null));
  await waitFor(() => expect(surface().queryByText(/^The microphone is gone/)).toBeNull());
  act(() => sound.hear(160, 0));
  await surface().findByText(/^Nothing at all comes from this device/);
  act(() => sound.hear(1));
  act(() => talk.state('listening', { notice: 'Hearing was started again. Say the last sentence once more.' }));
  act(() => talk.state('listening'));
  await surface().findByText(/^Hearing was started again/);
  act(() => talk.send({ kind: 'turn', turnId: 't1' }));
  await waitFor(() => expect(surface().queryByText(/^Hearing was started again/)).toBeNull());
});

test('an answer that stops over nothing again and again brings the hint with the headphones; half duplex ends it', async () => {
  const { sound, talk, state } = await talking();
  for (let time = 0; time < 3; time++) act(() => (talk.state('speaking'), talk.state('ducking'), talk.state('speaking')));
  await surface().findByText(/Headphones help/);
  act(() => state.voice.talk.choose({ halfDuplex: true }));
  await waitFor(() => expect(surface().queryByText(/Headphones help/)).toBeNull());
  act(() => (talk.sound(1, 2), talk.send({ kind: 'play', run: 1, turnId: 'answer' })));
  await waitFor(() => expect(sound.contexts[0]?.sources).toHaveLength(1));
  act(() => sound.hear(1));
  act(() => talk.send({ kind: 'silence' }));
  await waitFor(() => expect(sound.contexts[0]?.sources[0]?.stoppedAt).not.toBeNull());
  act(() => sound.hear(1));
  await waitFor(() => expect(talk.fed).toHaveLength(1_024));
  expect([talk.fed[0], talk.fed[600] === 0]).toEqual([0, false]);
});

test('another microphone takes over; one that is refused is told of, and the first one goes on', async () => {
  const { sound, state } = await talking();
  await act(() => state.voice.talk.changeDevice('Headset'));
  surface().getByRole('button', { name: 'Microphone: Headset. Choose another' });
  sound.refusal = new AppError('busy', 'The microphone could not be opened.');
  await act(() => state.voice.talk.changeDevice('Other'));
  surface().getByText('The microphone could not be opened.');
  surface().getByRole('button', { name: 'Microphone: Headset. Choose another' });
  expect(sound.open).toBe(1);
});

test('the rail and the shortcut open the same surface, in the newest conversation when none was open', async () => {
  const { talk, state } = await opened();
  act(() => {
    state.chat.open(null);
    state.ui.show('captions');
  });
  fireEvent.click(screen.getByRole('button', { name: 'Voice' }));
  await waitFor(() => expect(word()).toBe('Listening'));
  expect(talk.sessions.at(-1)?.conversationId).toBe('c1');
  expect(screen.getByRole('button', { name: 'Voice' }).getAttribute('aria-current')).toBe('page');
  fireEvent.keyDown(document.body, { key: 'V', ctrlKey: true, shiftKey: true });
  await screen.findByRole('textbox', { name: 'Message' });
  fireEvent.keyDown(document.body, { key: 'V', ctrlKey: true, shiftKey: true });
  await waitFor(() => expect(word()).toBe('Listening'));
});

test('a conversation that was begun by voice goes again when nothing was said; opening another one ends talking', async () => {
  const { host, state, talk } = await opened();
  act(() => state.chat.open(null));
  speak();
  await waitFor(() => expect(word()).toBe('Listening'));
  expect(talk.sessions[0]?.conversationId).toBe(host.conversations.at(-1)?.id);
  await waitFor(() => expect(state.chat.store.getState().transcript?.loaded).toBe(true));
  fireEvent.click(surface().getByRole('button', { name: 'End' }));
  await waitFor(() => expect(host.conversations.map(({ id }) => id)).toEqual(['c1']));
  act(() => state.chat.open('c1'));
  speak();
  await waitFor(() => expect(word()).toBe('Listening'));
  act(() => state.chat.open(null));
  await waitFor(() => expect(talk.sessions.at(-1)?.ended).toBe(true));
  expect(badge()).toBeNull();
});
