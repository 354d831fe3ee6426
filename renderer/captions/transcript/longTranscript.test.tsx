// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

test('six hours of lines: all are there to be found, and only those in sight are in the page', async () => {
  const host = new TestHost();
  host.captions.addRecording('Six hours', Array.from({ length: 5_400 }, (_, n) => `Line ${n} of a long day.`));
  const { state } = await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Captions' }));
  fireEvent.click(await screen.findByRole('button', { name: /^Six hours/ }));
  await waitFor(() => expect(state.captions.store.getState().log).toMatchObject({ loaded: true }), { timeout: 30_000 });
  expect(state.captions.store.getState().log?.lines).toHaveLength(5_400);
  const drawn = document.querySelectorAll('article[data-line]').length;
  expect(drawn).toBeGreaterThan(5);
  expect(drawn).toBeLessThan(100);
  fireEvent.keyDown(window, { key: 'f', ctrlKey: true });
  fireEvent.change(await screen.findByRole('searchbox', { name: 'Find in this recording' }), { target: { value: '2718' } });
  await waitFor(() => expect(document.querySelector('.find-bar span')?.textContent).toMatch(/1 of 1/));
}, 60_000);
