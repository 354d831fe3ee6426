import { expect, it } from 'vitest';
import { checkDetector } from './checkDetector.ts';

const detector = (accept: (window: Float32Array) => boolean) => ({ accept, endOfSpeech: () => null, reset: () => undefined });

it('passes one that hears the made speech and nothing in silence', () => {
  expect(() => checkDetector(detector((window) => window.some((sample) => sample !== 0)))).not.toThrow();
});

it('tells of one that hears nobody, as a wrongly wired model does, and of one that hears everything', () => {
  expect(() => checkDetector(detector(() => false))).toThrow(expect.objectContaining({ code: 'bad-file', message: expect.stringContaining('does not hear speech') }));
  expect(() => checkDetector(detector(() => true))).toThrow(expect.objectContaining({ message: expect.stringContaining('takes silence for speech') }));
});
