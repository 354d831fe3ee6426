import { expect, test } from 'vitest';
import type { AppState } from '../../AppState.ts';
import { appendDraft } from './appendDraft.ts';

test('a text stands behind the draft of its conversation, which may be known to the host alone', () => {
  const written = new Map<string | null, string>();
  const drafts = { read: (id: string | null, atHost: string) => written.get(id) ?? atHost, write: (id: string | null, text: string) => void written.set(id, text) };
  const app = { conversations: { getState: () => ({ list: [{ id: 'b', draft: 'Half a thought \n' }] }) }, drafts } as unknown as AppState;
  appendDraft(app, 'a', 'One.');
  appendDraft(app, 'a', 'Two.');
  appendDraft(app, 'b', 'Three.');
  expect([...written]).toEqual([
    ['a', 'One.\n\nTwo.'],
    ['b', 'Half a thought\n\nThree.'],
  ]);
});
