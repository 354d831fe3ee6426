// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

test('an answer is announced in sentences, with its beginning and its end', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Talk', ['Question', 'Answer']);
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Talk' }));
  await screen.findByText('Answer');
  const heard: string[] = [];
  const mirror = document.querySelector('main > [aria-live="polite"]') as HTMLElement;
  new MutationObserver(() => heard.push(mirror.textContent)).observe(mirror, { childList: true, characterData: true, subtree: true });
  const answer = host.addTurn(id, 'assistant', '', { state: 'answering' });
  await waitFor(() => expect(heard.at(-1)).toBe('Headwater is answering.'));
  host.write(answer, 'The **river** rises. Then it fl');
  await waitFor(() => expect(heard.at(-1)).toBe('The river rises.'), { timeout: 5_000 });
  host.write(answer, 'ows');
  host.end(answer, { state: 'stopped' });
  await waitFor(() => expect(heard.at(-1)).toBe('Then it flows Stopped. It can be continued.'));
});
