import { expect, test } from 'vitest';
import { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { ChatEvent } from '../../../app/contract/services/chat.ts';
import type { Turn, TurnState } from '../../../app/conversation/Turn.ts';
import { foldChatEvents } from './foldChatEvents.ts';

const turn = (id: string, state: TurnState, text = ''): ChatEvent => ({
  kind: 'turn',
  turn: { id, state, text } as Turn,
});
const text = (at: number, written: string, turnId = 'a'): ChatEvent => ({ kind: 'text', turnId, at, text: written });
const usage = (recent: number): ChatEvent => ({
  kind: 'usage',
  usage: { budget: 64, regions: { sink: 4, pinned: 0, recalled: 0, kept: 0, recent }, evictedTokens: 0, firstWholeTurnId: null },
  tokensPerSecond: null,
});
const activity = (kind: 'idle' | 'answering'): ChatEvent => ({ kind: 'activity', activity: { kind } });
const fold = (...events: ChatEvent[]): ChatEvent[] => events.reduce<ChatEvent[]>(foldChatEvents, []);

test('a window that reads nothing while a long answer is written costs three events', async () => {
  const mailbox = new Mailbox<ChatEvent[]>((unread, [next]) => foldChatEvents(unread, next!));
  for (let at = 0; at < 10_000; at++) {
    mailbox.push([text(at, String(at % 10))]);
    mailbox.push([usage(at)]);
    if (at % 100 === 0) mailbox.push([activity('answering')]);
  }
  expect(mailbox.unread).toBe(1);
  mailbox.end();
  const { value: batch } = await mailbox[Symbol.asyncIterator]().next();
  expect(batch?.map(({ kind }) => kind).toSorted()).toEqual(['activity', 'text', 'usage']);
  expect(batch?.find(({ kind }) => kind === 'text')).toEqual(text(0, '0123456789'.repeat(1_000)));
  expect(batch?.find(({ kind }) => kind === 'usage')).toEqual(usage(9_999));
});

test('the end of a turn stands for its beginning and its text, in their place', () => {
  const events = fold(turn('q', 'complete'), turn('a', 'answering'), text(0, 'One'), turn('q2', 'complete'), text(3, ' two'), turn('a', 'complete', 'One two'));
  expect(events).toEqual([turn('q', 'complete'), turn('a', 'complete', 'One two'), turn('q2', 'complete')]);
});

test('an answer that is gone on with keeps the text that follows its new state', () => {
  const events = fold(turn('a', 'stopped', 'One'), turn('a', 'answering', 'One'), text(3, ' two'), usage(1), text(7, ' three'));
  expect(events).toEqual([turn('a', 'answering', 'One'), text(3, ' two three'), usage(1)]);
});

test('text of two turns, and text with a gap, stay apart', () => {
  const events = [text(0, 'a', 'a'), text(0, 'b', 'b'), text(5, 'late', 'a')];
  expect(fold(...events)).toEqual(events);
});

test('a path that is opened anew makes void what was told of the old one', () => {
  const opened: ChatEvent = { kind: 'opened', activity: { kind: 'idle' }, queue: [], usage: null, answering: null };
  expect(fold(turn('a', 'answering'), text(0, 'x'), usage(1), opened, usage(2))).toEqual([opened, usage(2)]);
});
