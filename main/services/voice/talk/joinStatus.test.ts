import { expect, test } from 'vitest';
import type { PrepareStatus } from '../../../../app/models/PrepareStatus.ts';
import { joinStatus } from './joinStatus.ts';

const model = (id: string) => ({ id, name: id, about: '', licence: '', bytes: 1, present: false });
const status = (phase: PrepareStatus['phase'], more: Partial<PrepareStatus> = {}): PrepareStatus => {
  return { phase, models: [model(phase)], progress: null, problem: null, ...more };
};
const progress = (doneBytes: number) => ({ doneBytes, totalBytes: 100, bytesPerSecond: 10 });

test.each([
  ['ready', 'ready', 'ready'],
  ['ready', 'absent', 'absent'],
  ['downloading', 'absent', 'downloading'],
  ['importing', 'downloading', 'downloading'],
  ['ready', 'starting', 'starting'],
  ['failed', 'downloading', 'failed'],
] as const)('%s and %s: %s', (one, other, both) => {
  expect(joinStatus(status(one), status(other)).phase).toBe(both);
  expect(joinStatus(status(other), status(one)).phase).toBe(both);
});

test('what both need is listed once, what both fetch is added up, and a problem is told', () => {
  const shared = { models: [model('a'), model('b')] };
  const joined = joinStatus(status('downloading', { ...shared, progress: progress(20) }), status('downloading', { models: [model('b')], progress: progress(5) }));
  expect(joined.models.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(joined.progress).toEqual({ doneBytes: 25, totalBytes: 200, bytesPerSecond: 20 });
  expect(joinStatus(status('importing', { progress: progress(90) }), status('downloading', { progress: progress(5) })).progress).toEqual(progress(5));
  const looking = { ...progress(0), step: 'looking' as const };
  expect(joinStatus(status('downloading', { progress: looking }), status('downloading', { progress: looking })).progress?.step).toBe('looking');
  expect(joinStatus(status('downloading', { progress: looking }), status('downloading', { progress: progress(5) })).progress).not.toHaveProperty('step');
  expect(joinStatus(status('ready'), status('failed', { problem: 'It is damaged.' })).problem).toBe('It is damaged.');
});
