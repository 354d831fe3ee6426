import type { Turn } from '../../../app/conversation/Turn.ts';

/** A finished turn of conversation `c`, for tests. */
export function turnForTests(id: string, changes: Partial<Turn> = {}): Turn {
  return {
    id,
    conversationId: 'c',
    parentId: null,
    role: 'user',
    text: `text of ${id}`,
    state: 'complete',
    source: 'chat',
    createdAt: 1_700_000_000_000,
    edited: false,
    model: null,
    stats: null,
    problem: null,
    siblings: { index: 0, count: 1, previousId: null, nextId: null },
    mediaTime: null,
    pinned: false,
    forgotten: false,
    hasEvidence: false,
    ...changes,
  };
}
