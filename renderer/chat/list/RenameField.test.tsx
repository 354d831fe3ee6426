// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

const nameField = () => screen.findByRole('textbox', { name: 'Name of the conversation' });

test.each(['Enter', 'Escape'])('the name has the focus again after %s, in the list and in the header', async (key) => {
  const host = new TestHost();
  host.addConversation('Old', ['Question']);
  await openWindow(host);
  const row = screen.getByRole('button', { name: /^Old/ });
  fireEvent.click(row);
  fireEvent.keyDown(row, { key: 'F2' });
  const inList = await nameField();
  inList.focus();
  fireEvent.keyDown(inList, { key });
  await waitFor(() => expect(document.activeElement?.className).toBe('conversation-name'));

  fireEvent.click(screen.getByTitle('Rename'));
  const inHeader = await nameField();
  inHeader.focus();
  fireEvent.keyDown(inHeader, { key });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTitle('Rename')));
});

test('the Enter that ends the composition of a word does not end the change', async () => {
  const host = new TestHost();
  host.addConversation('Old', ['Question']);
  await openWindow(host);
  fireEvent.keyDown(screen.getByRole('button', { name: /^Old/ }), { key: 'F2' });
  const field = await nameField();
  fireEvent.change(field, { target: { value: '川' } });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(screen.getByRole('textbox', { name: 'Name of the conversation' })).toBe(field);
  expect(host.calls.some(([name]) => name === 'rename')).toBe(false);
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(host.conversations[0]?.title).toBe('川'));
});
