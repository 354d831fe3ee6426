// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';

async function openDialog() {
  const opened = await openWindow();
  fireEvent.click(screen.getByRole('button', { name: 'Captions' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Overlay and live text' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Change how it looks…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'How captions look elsewhere' }));
  return { ...opened, dialog };
}

test('a look is chosen, changed and stored; whether it can be read is said in words', async () => {
  const { host, dialog } = await openDialog();
  const stored = () => host.settings.captionOverlay;
  expect(dialog.getByRole('status').textContent).toBe('Easy to read: 21 to 1 on its outline (4.5 is enough).');
  fireEvent.click(dialog.getByRole('button', { name: /^High contrast/ }));
  await waitFor(() => expect(stored()).toMatchObject({ colour: '#ffff00', opacity: 100, outline: 0 }));
  expect(dialog.getByRole('button', { name: /^High contrast/ }).getAttribute('aria-pressed')).toBe('true');
  fireEvent.change(dialog.getByLabelText('Density of the background'), { target: { value: '20' } });
  expect(dialog.getByRole('status').textContent).toMatch(/^Hard to read over bright pictures: 1\.4 to 1, and 4\.5 is wanted\. Make the background denser, or add an outline/);
  fireEvent.change(dialog.getByLabelText('Size'), { target: { value: '52' } });
  fireEvent.click(dialog.getByLabelText('Capital letters'));
  await waitFor(() => expect(stored()).toMatchObject({ opacity: 20, size: 52, upper: true, colour: '#ffff00' }));
  expect(dialog.getByRole('img', { name: 'How captions will look' }).textContent).toContain('A RIVER DOES NOT REMEMBER');
});

test('what was changed last is stored when the dialog is closed at once', async () => {
  const { host, dialog } = await openDialog();
  fireEvent.change(dialog.getByLabelText('Rows'), { target: { value: '5' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(host.settings.captionOverlay.lines).toBe(5));
});
