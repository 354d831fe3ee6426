// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

async function openRecording(host: TestHost) {
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Captions' }));
  fireEvent.click(await screen.findByRole('button', { name: /^Lecture/ }));
  await screen.findByText('We sail.');
  fireEvent.click(screen.getByRole('button', { name: 'Translate' }));
  return screen.findByLabelText('Translate to');
}

test('a translation is chosen, stands below its line, and can be exported', async () => {
  const host = new TestHost();
  const { id } = host.captions.addRecording('Lecture', ['We sail.'], { live: true });
  fireEvent.change(await openRecording(host), { target: { value: 'de' } });
  await screen.findByText('The model translates.');
  await screen.findByRole('button', { name: 'Translated to German' });
  act(() => host.captions.tell(id, { kind: 'translation', lineId: `${id}-0`, language: 'de', text: 'Wir segeln.' }));
  const text = await screen.findByText('Wir segeln.', { selector: '.caption-translation' });
  expect(text.lang).toBe('de');
  fireEvent.click(screen.getByRole('button', { name: 'Export' }));
  fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'With the translation' }));
  fireEvent.click(screen.getByRole('menuitem', { name: 'Subtitles (SRT)' }));
  await expect.poll(() => host.calls.find(([name]) => name === 'export')?.[1]).toMatchObject({ format: 'srt', translated: true });
});

test('a model that cannot is said to, and nothing is translated', async () => {
  const host = new TestHost();
  host.captions.translates = false;
  host.captions.addRecording('Lecture', ['We sail.'], { live: true });
  const field = await openRecording(host);
  fireEvent.change(field, { target: { value: 'de' } });
  expect((await screen.findByText(/^Test model cannot translate/)).getAttribute('role')).toBe('alert');
  expect((field as HTMLSelectElement).value).toBe('none');
  screen.getByRole('button', { name: 'Translate' });
});

test('a trial whose answer comes after the panel was closed is told all the same', async () => {
  const host = new TestHost();
  host.captions.addRecording('Lecture', ['We sail.'], { live: true });
  const trial = host.captions.holdTrial();
  fireEvent.change(await openRecording(host), { target: { value: 'de' } });
  const chip = await screen.findByRole('button', { name: 'Trying to translate to German' });
  fireEvent.click(chip);
  await expect.poll(() => screen.queryByLabelText('Translate to')).toBeNull();
  host.captions.translates = false;
  trial();
  await screen.findByRole('button', { name: 'Translate' });
  const note = await screen.findByText(/^Test model cannot translate/);
  expect(note.closest('[role="alert"]')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Translate' }));
  expect((await screen.findByLabelText<HTMLSelectElement>('Translate to')).value).toBe('none');
});
