import { expect, test } from 'vitest';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { ChatState } from '../chat/ChatState.ts';
import { emptyTranscript } from '../chat/transcript/Transcript.ts';
import { turnForTests } from '../chat/transcript/turn.test-helper.ts';
import { isStillRead } from './isStillRead.ts';
import { VOICE_SAMPLE } from './voiceSample.ts';

const state = (turns: readonly Turn[], openId = 'c', loaded = true): ChatState => ({
  openId,
  transcript: { ...emptyTranscript(openId), turns, loaded },
  destination: null,
  editing: null,
  problem: null,
});
const [one, two] = [turnForTests('one'), turnForTests('two')];
const before = state([one, two]);
const message = { turnId: 'two', text: two.text };

test('a message is read on while others come and go', () => {
  expect(isStillRead(message, before, state([one, two, turnForTests('three')]))).toBe(true);
  expect(isStillRead(message, before, state([two]))).toBe(true);
  expect(isStillRead(message, before, state([], 'c', false))).toBe(true);
});

test('a sample of a voice goes on whatever is opened', () => {
  expect(isStillRead({ turnId: VOICE_SAMPLE, text: 'So.' }, before, state([one], 'd'))).toBe(true);
});

test('it is not when its words are not those that stand there any more', () => {
  expect(isStillRead(message, before, state([one, { ...two, text: 'Other words.' }]))).toBe(false);
  expect(isStillRead(message, before, state([one, { ...two, forgotten: true }]))).toBe(false);
  expect(isStillRead(message, before, state([one, turnForTests('another version')]))).toBe(false);
  expect(isStillRead(message, before, state([one, two], 'd'))).toBe(false);
});
