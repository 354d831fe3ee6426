import { expect, test } from 'vitest';
import type { CaptionsEvent } from '../../../app/contract/services/captions.ts';
import { createEventBox } from './createEventBox.ts';

const phrase = (number: number): CaptionsEvent => ({
  kind: 'phrase',
  phrase: { number, committed: [], tentative: [], final: false, heardMs: number },
});
const line = (id: string): CaptionsEvent => ({
  kind: 'line',
  line: { id, recordingId: 'r', index: 0, startMs: 0, endMs: 0, text: id, words: [], corrected: null, speaker: null, edited: false },
});
const recording = { id: 'r', title: '', source: 'file', createdAt: 0, durationMs: 0, lines: 0, live: true, keptSound: false, remembered: false } as const;
const state = (behindMs: number, notice: string | null = null): CaptionsEvent => ({ kind: 'state', recording, behindMs, correcting: null, notice });

async function unread(events: readonly CaptionsEvent[]): Promise<CaptionsEvent[]> {
  const box = createEventBox();
  for (const event of events) box.push(event);
  box.end();
  const read: CaptionsEvent[] = [];
  for await (const event of box) read.push(event);
  return read;
}

test('for a slow window the newest phrase and state win; lines and notices are never lost', async () => {
  const many = Array.from({ length: 1_000 }, (_, i) => [phrase(i), state(i)]).flat();
  const events = await unread([state(0, 'restarted'), ...many, line('a'), phrase(7), line('b'), state(9)]);
  expect(events).toEqual([state(0, 'restarted'), line('a'), phrase(7), line('b'), state(9)]);
});

test('a line that was changed or removed is told once', async () => {
  expect(await unread([line('a'), line('b'), line('a')])).toEqual([line('b'), line('a')]);
  expect(await unread([line('a'), { kind: 'removed', lineId: 'a' }])).toEqual([{ kind: 'removed', lineId: 'a' }]);
});

test('a window that reads nothing for hours is told to open the recording again', async () => {
  const lines = Array.from({ length: 5_001 }, (_, i) => line(String(i)));
  await expect(unread(lines)).rejects.toMatchObject({ code: 'too-large' });
});
