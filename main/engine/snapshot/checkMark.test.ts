import { describe, expect, it } from 'vitest';
import { checkMark } from './checkMark.ts';
import { Mark } from './Mark.ts';

const limits = { budget: 8, vocabSize: 100, records: 6 };

function mark(): Mark {
  const slot = { turn: 0, kind: 'text', region: 'recent', score: null, moved: false } as const;
  return {
    system: { text: 'Be brief.', tokens: [1, 2] },
    leftOut: 0,
    pinned: 2,
    next: 5,
    evicted: 0,
    traces: [],
    turns: [
      { id: 'u', index: 0, role: 'user', text: 'a', start: 2, lead: 1, tokens: [3, 4], writing: null },
      {
        id: null,
        index: 1,
        role: 'assistant',
        text: 'b',
        start: 4,
        lead: 1,
        tokens: [5, 6],
        writing: { tokens: 1, text: 1, held: '' },
      },
    ],
    slots: [1, 2, 3, 4, 5].map((token, position) => ({ ...slot, token, position, place: position, record: position })),
  };
}

describe('checkMark', () => {
  it('lets a state of the cache pass', () => {
    expect(() => checkMark(Mark.parse(mark()), limits)).not.toThrow();
  });

  it.each<[string, (mark: Mark) => void]>([
    ['no slots', (m) => (m.slots = [])],
    [
      'more slots than the budget',
      (m) => (m.slots = Array.from({ length: 9 }, (_, i) => ({ ...m.slots[0]!, position: i, place: i, record: i }))),
    ],
    ['slots out of order', (m) => (m.slots = m.slots.toReversed())],
    ['a slot behind the end', (m) => (m.slots.at(-1)!.position = 5)],
    ['a record that is not there', (m) => (m.slots[0]!.record = 6)],
    ['a record of two slots', (m) => (m.slots[0]!.record = 1)],
    ['a place of two slots', (m) => (m.slots[0]!.place = 1)],
    ['a place beyond the budget', (m) => (m.slots[0]!.place = 8)],
    ['a token that the model has not', (m) => (m.slots[0]!.token = 100)],
    ['such a token in a turn', (m) => (m.turns[0]!.tokens[0] = 100)],
    ['such a token in the system prompt', (m) => (m.system = { text: '', tokens: [1, 100] })],
    ['turns with a hole', (m) => (m.turns[1]!.start = 5)],
    ['turns that end before the cache', (m) => (m.turns = m.turns.slice(0, 1))],
    ['more template than tokens', (m) => (m.turns[0]!.lead = 3)],
    ['more given than tokens', (m) => (m.turns[1]!.writing!.tokens = 2)],
    ['another length of the system prompt', (m) => (m.pinned = 3)],
  ])('refuses %s', (_, damage) => {
    const damaged = mark();
    damage(damaged);
    expect(() => checkMark(damaged, limits)).toThrow(RangeError);
  });
});
