import { expect, test } from 'vitest';
import type { TalkPhase } from '../../../app/voice/TalkItem.ts';
import { followAlarms, NO_ALARMS } from './followAlarms.ts';

const after = (...phases: readonly TalkPhase[]): boolean => phases.reduce((alarms, phase) => followAlarms(alarms, { phase }), NO_ALARMS).hearsItself;

test.each([
  ['one cough', ['speaking', 'ducking', 'speaking'], false],
  ['three alarms over nothing', ['speaking', 'ducking', 'speaking', 'halted', 'speaking', 'ducking', 'speaking'], true],
  ['the same, told several times over', ['speaking', 'ducking', 'ducking', 'speaking', 'speaking'], false],
  ['a real turn between them', ['speaking', 'ducking', 'speaking', 'ducking', 'speaking', 'ducking', 'listening', 'speaking', 'ducking', 'speaking'], false],
  ['turns without any', ['listening', 'thinking', 'speaking', 'listening', 'thinking', 'speaking'], false],
] as const)('%s', (_, phases, hearsItself) => {
  expect(after(...phases)).toBe(hearsItself);
});
