// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openWindow } from '../../testing/openWindow.test-helper.tsx';
import { TestHost } from '../../testing/TestHost.test-helper.ts';

test('a language can be chosen where the recogniser can be told one, and only there', async () => {
  const host = new TestHost();
  await openWindow(host);
  fireEvent.click(screen.getByRole('button', { name: 'Captions' }));
  await screen.findByRole('form', { name: 'A new recording' });
  expect(screen.queryByLabelText('Language')).toBeNull();
  host.captions.status = { ...host.captions.status, recogniser: { name: 'Whisper small', languages: ['en', 'de', 'fr'] } };
  act(() => host.changed());
  const field = await screen.findByLabelText<HTMLSelectElement>('Language');
  expect([...field.options].map(({ value }) => value)).toEqual(['', 'en', 'fr', 'de']);
  expect(field.value).toBe('');
  fireEvent.change(field, { target: { value: 'de' } });
  await expect.poll(() => screen.getByLabelText<HTMLSelectElement>('Language').value).toBe('de');
});
