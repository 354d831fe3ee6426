import { expect, test } from 'vitest';
import { createRooms } from './createRooms.ts';

const usage = {
  budget: 64,
  regions: { sink: 4, pinned: 2, recalled: 0, kept: 0, recent: 10 },
  evictedTokens: 0,
  firstWholeTurnId: null,
};

test('the memory of the last few answered conversations is kept, and nothing of those that nobody needs', () => {
  const rooms = createRooms();
  const running = rooms.of('running');
  running.run = { abort: new AbortController(), ended: Promise.resolve() };
  for (let i = 0; i < 12; i++) {
    const room = rooms.of(`answered ${i}`);
    room.usage = usage;
    rooms.tidy(room);
  }
  rooms.tidy(rooms.of('looked at, never answered'));
  rooms.tidy(running);
  const kept = Array.from({ length: 8 }, (_, i) => `answered ${i + 4}`);
  expect(rooms.all().map(({ conversationId }) => conversationId)).toEqual(['running', ...kept]);
  expect(rooms.get('answered 11')?.usage).toBe(usage);
  // The one that was answered again is the newest.
  rooms.tidy(rooms.of('answered 4'));
  expect(rooms.all().at(-1)?.conversationId).toBe('answered 4');
});
