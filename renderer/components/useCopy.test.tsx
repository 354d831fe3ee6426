// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { test } from 'vitest';
import { openWindow } from '../testing/openWindow.test-helper.tsx';
import { TestHost } from '../testing/TestHost.test-helper.ts';

test('a clipboard that refuses is told, by the button and by the shortcut', async () => {
  const host = new TestHost();
  host.addConversation('Chat', ['Question', 'Answer']);
  Object.assign(navigator, { clipboard: { writeText: () => Promise.reject(new Error('not allowed')) } });
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  await screen.findByText('Answer');
  fireEvent.click(screen.getAllByRole('button', { name: 'Copy' })[0]!);
  await screen.findByRole('button', { name: 'Could not copy' });
  fireEvent.keyDown(window, { key: 'C', ctrlKey: true, shiftKey: true });
  await screen.findByText(/could not be copied/);
});
