import { expect, test } from 'vitest';
import { applyChatEvent } from './applyChatEvent.ts';
import { emptyTranscript } from './Transcript.ts';
import { turnForTests } from './turn.test-helper.ts';

const usage = {
  budget: 2_048,
  regions: { sink: 4, pinned: 20, recalled: 0, kept: 0, recent: 100 },
  evictedTokens: 0,
  firstWholeTurnId: 'a',
};

test('the speed is that of the answer being written, and goes with it', () => {
  const open = { ...emptyTranscript('c'), loaded: true };
  const writing = applyChatEvent(open, { kind: 'activity', activity: { kind: 'answering' } });
  const fast = applyChatEvent(writing, { kind: 'usage', usage, tokensPerSecond: 87 });
  expect([fast.tokensPerSecond, fast.usage]).toEqual([87, usage]);
  expect(applyChatEvent(fast, { kind: 'activity', activity: { kind: 'idle' } }).tokensPerSecond).toBeNull();
  const again = { kind: 'opened', activity: { kind: 'idle' }, queue: [], usage: null, answering: null } as const;
  expect(applyChatEvent(fast, { ...again, queue: [] })).toMatchObject({ tokensPerSecond: null, usage: null });
});

test('turns wait for the first page', () => {
  const event = { kind: 'turn', turn: turnForTests('a') } as const;
  expect(applyChatEvent(emptyTranscript('c'), event).turns).toEqual([]);
  expect(applyChatEvent({ ...emptyTranscript('c'), loaded: true }, event).turns).toEqual([event.turn]);
});

test('text is kept elsewhere: it changes nothing here', () => {
  const transcript = { ...emptyTranscript('c'), loaded: true };
  expect(applyChatEvent(transcript, { kind: 'text', turnId: 'a', at: 0, text: 'x' })).toBe(transcript);
});
