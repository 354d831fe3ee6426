// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

test('a conversation without a name is named as in the list when it is deleted', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('');
  const { state } = await openWindow(host);
  await state.list.remove(id, '');
  expect(await screen.findByText('“New conversation” was deleted')).toBeTruthy();
});
