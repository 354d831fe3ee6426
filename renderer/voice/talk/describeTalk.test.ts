import { expect, test } from 'vitest';
import { describeTalk } from './describeTalk.ts';
import { TALK_OFF, type TalkState } from './TalkState.ts';

const described = (changes: Partial<TalkState>) =>
  describeTalk({ ...TALK_OFF, stage: 'on', phase: 'listening', mode: 'hands-free', halfDuplex: false, device: 'Desk', ...changes });

test.each([
  ['before the microphone is allowed', { stage: 'opening', device: '' }, 'opening', 'Opening the microphone'],
  ['while the host prepares', { stage: 'opening' }, 'opening', 'Getting ready'],
  ['the person has the floor', {}, 'listening', 'Listening'],
  ['an answer is written', { phase: 'thinking' }, 'thinking', 'Thinking'],
  ['it is spoken', { phase: 'speaking' }, 'speaking', 'Speaking'],
  ['it is spoken while somebody talks', { phase: 'ducking' }, 'speaking', 'Speaking quietly'],
  ['it was silenced', { phase: 'halted' }, 'listening', 'Listening'],
  ['muted', { muted: true }, 'muted', 'Muted'],
  ['muted while it speaks', { muted: true, phase: 'speaking' }, 'speaking', 'Speaking'],
  ['the talk key is up', { mode: 'push-to-talk' }, 'waiting', 'Waiting'],
  ['the talk key is down', { mode: 'push-to-talk', pressed: true }, 'listening', 'Listening'],
] as const)('%s', (_, changes, sign, word) => {
  expect(described(changes)).toMatchObject({ sign, word });
});

test('what ends an answer is said as it is done', () => {
  expect(described({ phase: 'speaking' }).hint).toBe('Speak to interrupt, or press Esc.');
  expect(described({ phase: 'speaking', mode: 'push-to-talk' }).hint).toBe('Hold Space to interrupt, or press Esc.');
  expect(described({ phase: 'speaking', muted: true }).hint).toBe('Esc stops it.');
});
