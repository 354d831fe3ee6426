// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const change = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Change the waiting message' });
function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
}
function press(key: string, target: Element = field()): void {
  fireEvent.keyDown(target, { key });
}

test('a message that could not be sent comes back where it was written, before what was written since', async () => {
  const host = new TestHost();
  const { id } = host.addConversation('Chat', ['Question', 'Answer']);
  host.addConversation('Elsewhere', ['Other question', 'Other answer']);
  host.refusals.set('send', new AppError('disk-full', 'The disk is full. Nothing is lost; free some space.'));
  const { state } = await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  await screen.findByText('Answer');
  type('First');
  press('Enter');
  type('Second');
  await waitFor(() => expect(field().value).toBe('First\n\nSecond'));
  press('Enter');
  fireEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
  await screen.findByText('Other answer');
  await waitFor(() => expect(state.drafts.read(id, '')).toBe('First\n\nSecond'));
  expect(field().value).toBe('');
});

test('a waiting message being changed keeps its change when it is refused, and gives the focus back when left', async () => {
  const { host } = await openWindow();
  type('Hello');
  press('Enter');
  await screen.findByRole('button', { name: 'Stop' });
  type('And another thing');
  press('Enter');
  fireEvent.click(within(await screen.findByRole('list', { name: 'Messages that wait' })).getByRole('button', { name: 'Edit' }));
  fireEvent.change(change(), { target: { value: 'And yet another' } });
  host.refusals.set('editQueued', new AppError('not-found', 'That message does not wait any more.'));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('That message does not wait any more.');
  expect(change().value).toBe('And yet another');
  change().focus();
  press('Escape', change());
  await waitFor(() => expect(document.activeElement).toBe(field()));
});

test('asked for again, a change that was begun goes on', async () => {
  const host = new TestHost();
  host.addConversation('Chat', ['Question', 'Answer']);
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Chat', current: false }));
  await screen.findByText('Answer');
  press('ArrowUp');
  const editor = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Change your message' });
  fireEvent.change(editor, { target: { value: 'Much better question' } });
  press('ArrowUp');
  expect(editor.value).toBe('Much better question');
});
