// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestSynthesis } from '../../voice/local/TestSynthesis.test-helper.ts';

const heart: SpeechModel = {
  id: 'a'.repeat(64), name: 'kokoro-en-v0_19', kind: 'voice', family: 'kokoro', languages: ['en'], bytes: 330_000_000, licence: 'Apache-2.0',
  speakers: 2, speakerNames: ['af', 'af_bella'], missing: null,
};
const german: SpeechModel = { ...heart, id: 'b'.repeat(64), name: 'thorsten', family: 'piper', languages: ['de'], speakers: 1, speakerNames: [], missing: 'It needs German.' };

async function openSettings() {
  const { host, state } = await openWindow();
  act(() => state.ui.set({ dialog: 'settings' }));
  const section = within(await screen.findByRole('region', { name: 'Voice & captions' }));
  await section.findByLabelText('Speed');
  return { host, state, section };
}

test('without anything added there is the voice of the starter set, to be listened to, and no choice that is none', async () => {
  const { section } = await openSettings();
  expect(section.queryByRole('combobox')).toBeNull();
  expect(section.getByRole('button', { name: 'Listen' })).toBeTruthy();
  expect(section.queryByRole('list')).toBeNull();
  expect(section.getByRole<HTMLButtonElement>('button', { name: 'Add' }).disabled).toBe(true);
});

test('a model is added by its path, stopped, and what is wrong with it is told', async () => {
  const { host, section } = await openSettings();
  fireEvent.change(section.getByLabelText('Add a speech model'), { target: { value: ' /models/kokoro ' } });
  fireEvent.click(section.getByRole('button', { name: 'Add' }));
  await section.findByRole('progressbar', { name: 'Adding the model' });
  expect(host.calls).toContainEqual(['install', { path: '/models/kokoro' }]);
  fireEvent.click(section.getByRole('button', { name: 'Stop' }));
  await section.findByRole('button', { name: 'Add' });
  act(() => void host.speechModels.set({ problem: 'There is nothing at /models/kokoro.' }));
  await section.findByText('There is nothing at /models/kokoro.');
});

test('a folder that is dropped is added by its path, where the desktop tells one', async () => {
  const { section } = await openSettings();
  const field = section.getByLabelText<HTMLInputElement>('Add a speech model');
  const drop = (): void => void fireEvent.drop(field, { dataTransfer: { files: [new File([], 'kokoro')], types: ['Files'] } });
  drop();
  act(() => void window.dispatchEvent(new MessageEvent('message', { source: window, data: { type: 'headwater-path', path: '/models/kokoro' } })));
  expect(field.value).toBe('/models/kokoro');
  drop();
  await section.findByText(/A browser does not tell where/);
  fireEvent.change(field, { target: { value: '/models/other' } });
  expect(section.queryByText(/A browser does not tell where/)).toBeNull();
});

test('an added voice is chosen with its speaker; one that lacks something says so and cannot be', async () => {
  const { host, section } = await openSettings();
  act(() => void host.speechModels.set({ models: [heart, german] }));
  const voice = await section.findByRole<HTMLSelectElement>('combobox', { name: 'Voice' });
  expect([...voice.options].map(({ text }) => text)).toEqual(['Joe (US English)', 'kokoro-en-v0_19']);
  expect(section.getByText('It needs German.')).toBeTruthy();
  expect(section.getByText('Voice · English · 2 speakers · 330 MB · Apache-2.0')).toBeTruthy();
  fireEvent.change(voice, { target: { value: heart.id } });
  const speaker = await section.findByRole<HTMLSelectElement>('combobox', { name: 'Speaker' });
  fireEvent.change(speaker, { target: { value: '1' } });
  await waitFor(() => expect(host.settings.voiceSpeaker).toBe(1));
  host.refusals.set('choose', new AppError('not-found', 'It is not there any more.'));
  fireEvent.click(section.getByRole('button', { name: 'Reset “Voice”' }));
  await screen.findByText('It is not there any more.');
});

test('who writes down and who hears the end of a turn can be chosen where there is a choice', async () => {
  const { host, section } = await openSettings();
  expect(section.queryByLabelText('Recogniser')).toBeNull();
  const zipformer: SpeechModel = { ...heart, id: 'c'.repeat(64), name: 'zipformer-fr', kind: 'streaming', family: 'zipformer2', languages: ['fr'], speakers: 0, speakerNames: [] };
  const turn: SpeechModel = { ...zipformer, id: 'd'.repeat(64), name: 'smart-turn', kind: 'turn', family: 'smart-turn', languages: [] };
  act(() => void host.speechModels.set({ models: [zipformer, turn], chosen: { ...host.speechModels.list.chosen, turn: turn.id } }));
  fireEvent.change(await section.findByRole('combobox', { name: 'Recogniser' }), { target: { value: zipformer.id } });
  await waitFor(() => expect(host.speechModels.list.chosen.streaming).toBe(zipformer.id));
  fireEvent.click(section.getByRole('button', { name: 'Reset “End of a turn”' }));
  await waitFor(() => expect(host.speechModels.list.chosen.turn).toBeNull());
});

test('a voice of the system reads aloud when it is chosen, and Headwater’s own again after that', async () => {
  const synthesis = new TestSynthesis();
  synthesis.install();
  onTestFinished(() => void vi.unstubAllGlobals());
  const { host, section } = await openSettings();
  act(() => synthesis.tell([{ voiceURI: 'anna', name: 'Anna', lang: 'de-DE', localService: true }]));
  const voice = await section.findByRole<HTMLSelectElement>('combobox', { name: 'Voice' });
  expect([...voice.options].map(({ text }) => text)).toEqual(['Joe (US English)', 'Anna, German (Germany) (system)']);
  fireEvent.change(voice, { target: { value: 'system:anna' } });
  await waitFor(() => expect(host.settings.systemVoice).toBe('anna'));
  await section.findByText(/its own voice answers/);
  fireEvent.click(section.getByRole('button', { name: 'Listen' }));
  expect(synthesis.spoken.map(({ text }) => text)).toEqual(['So klinge ich.']);
  fireEvent.click(await section.findByRole('button', { name: 'Stop' }));
  await section.findByRole('button', { name: 'Listen' });
  expect(host.voice.said).toEqual([]);
  fireEvent.click(section.getByRole('button', { name: 'Reset “Voice”' }));
  await waitFor(() => expect(host.settings.systemVoice).toBeNull());
});

test('removing asks first', async () => {
  const { host, section } = await openSettings();
  act(() => void host.speechModels.set({ models: [heart] }));
  fireEvent.click(await section.findByRole('button', { name: 'Remove kokoro-en-v0_19' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove kokoro-en-v0_19?' }));
  expect(host.speechModels.list.models).toHaveLength(1);
  fireEvent.click(dialog.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(host.speechModels.list.models).toEqual([]));
  await waitFor(() => expect(section.queryByText('kokoro-en-v0_19')).toBeNull());
});
