import { expect, it } from 'vitest';
import { describeScene, describeVoice } from './describeVoice.ts';
import type { Judgement } from './judgeScene.ts';
import { summarise, summariseKinds } from './summarise.ts';

const REPLY = { voiceStopped: 250, wordsFinal: 600, turnEnded: 820, asked: 260, promptRead: 500, firstToken: 520, chunkWritten: 700, chunkSpoken: 1_000, heard: 1_030 };
const PLAIN: Judgement = {
  number: 0,
  kind: 'question',
  detail: 'one sentence',
  isIncomplete: false,
  messages: ['What is rain?'],
  expectedMessages: 1,
  answers: 1,
  falseCuts: 0,
  falseAlarms: 0,
  missed: 0,
  premature: 0,
  pauses: 0,
  bargeIns: [],
  replies: [REPLY],
  histories: [{ isCut: false, byClock: 0, byEar: null }],
  notices: [],
};
const CUT: Judgement = {
  ...PLAIN,
  number: 1,
  kind: 'interruption',
  expectedMessages: 2,
  bargeIns: [
    { toDuck: 200, toSilence: 700, fromDecision: 25, isPressed: false, isOver: false },
    { toDuck: null, toSilence: null, fromDecision: null, isPressed: false, isOver: true },
    { toDuck: null, toSilence: 40, fromDecision: 25, isPressed: true, isOver: false },
  ],
  replies: [{ ...REPLY, turnEnded: 3_000, heard: null }],
  histories: [{ isCut: true, byClock: 2, byEar: 1 }],
};

it('counts what came of scenes, and keeps kinds apart', () => {
  const all = summarise([PLAIN, CUT]);
  expect(all).toMatchObject({ scenes: 2, extraMessages: 0, lostMessages: 1, messagesRight: { count: 1, of: 2 }, missed: { count: 0, of: 2 }, lateEnds: { count: 1, of: 2 } });
  expect(all.bargeIn).toMatchObject({ toSilenceMs: { p50: 700, count: 1 }, byKeyMs: { p50: 40 }, fromDecisionMs: { count: 2 } });
  expect(all.history).toMatchObject({ byClock: { count: 1, of: 2 }, byEar: { count: 1, of: 1 }, mostUnheard: 2, mostUnstored: 0 });
  expect(all.replies.heard).toEqual({ p50: 1_030, p95: 1_030, count: 1 });
  expect(Object.keys(summariseKinds([PLAIN, CUT]))).toEqual(['question', 'interruption']);
});

it('says so in words', () => {
  const text = describeVoice(summarise([PLAIN, CUT]));
  expect(text).toContain('silent after 700 / 700 ms (1)');
  expect(text).toContain('answered in mid-turn none of none');
  expect(describeScene(PLAIN)).toBe('  0 question, one sentence: right “What is rain?”');
  expect(describeScene(CUT)).toContain('*** 1 messages, not 2; history off by 2 words ***');
});
