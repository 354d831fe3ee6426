// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { captionLine } from '../../testing/captionParts.test-helper.ts';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

test('once lines have a corrected text, the window shows one or the other, exports what it shows, and tells how far it is', async () => {
  const host = new TestHost();
  const recording = host.captions.addRecording('Lecture', ['we sale at new', 'farewell'], { keptSound: true });
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Captions' }));
  fireEvent.click(await screen.findByRole('button', { name: /^Lecture/ }));
  await screen.findByText('we sale at new', { selector: '.caption-text' });
  expect(screen.queryByRole('radio', { name: 'Corrected' })).toBeNull();

  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Make a corrected copy' }));
  const progress = await screen.findByTitle('Stop making the corrected copy');
  expect(progress.textContent).toBe('Correcting 0 of 4');
  const [line] = host.captions.lines.filter(({ recordingId }) => recordingId === recording.id);
  const told = { ...captionLine(0, 'we sale at new'), ...line, corrected: 'We sail at noon.' };
  act(() => host.captions.tell(recording.id, { kind: 'line', line: told }));
  const choice = await screen.findByRole('radio', { name: 'Corrected' });
  fireEvent.click(choice);
  await screen.findByText('We sail at noon.', { selector: '.caption-text' });
  // A line that has one text shows that.
  expect(document.querySelectorAll('.caption-text')[1]?.textContent).toBe('farewell');
  fireEvent.click(within(screen.getByRole('banner')).getByRole('button', { name: 'Export' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: /Plain text/ }));
  await expect.poll(() => host.calls.find(([name]) => name === 'export')?.[1]).toMatchObject({ format: 'txt', corrected: true });
  fireEvent.click(screen.getByTitle('Stop making the corrected copy'));
  await expect.poll(() => screen.queryByTitle('Stop making the corrected copy')).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: 'Live' }));
  await screen.findByText('we sale at new', { selector: '.caption-text' });
});
