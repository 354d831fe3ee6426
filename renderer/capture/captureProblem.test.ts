import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { captureProblem } from './captureProblem.ts';

const named = (name: string): DOMException => new DOMException('what browsers say', name);

test.each([
  ['NotAllowedError', 'no-permission', /^Headwater may not use the microphone\. Allow it/],
  ['NotFoundError', 'not-found', /^No microphone was found\. Plug one in/],
  ['OverconstrainedError', 'not-found', /^No microphone was found/],
  ['NotReadableError', 'busy', /^The microphone could not be opened: another program/],
  ['TypeError', 'internal', /^The microphone could not be opened \(TypeError\)/],
])('%s of a microphone', (name, code, words) => {
  const problem = captureProblem(named(name), 'microphone');
  expect(problem.code).toBe(code);
  expect(problem.message).toMatch(words);
});

test('the sound of the computer has sentences of its own', () => {
  expect(captureProblem(named('NotAllowedError'), 'system').message).toMatch(/was not shared/);
  expect(captureProblem(named('NotFoundError'), 'system').message).toMatch(/hands out no sound/);
});

test('an error that is a sentence already stays as it is', () => {
  const own = new AppError('unsupported', 'This file has no sound.');
  expect(captureProblem(own, 'system')).toBe(own);
});
