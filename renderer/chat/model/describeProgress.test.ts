import { expect, test } from 'vitest';
import type { ModelStatus } from '../../../app/models/ModelStatus.ts';
import { describeProgress } from './describeProgress.ts';

const status = (phase: ModelStatus['phase'], progress: ModelStatus['progress'] = null): ModelStatus => ({
  model: { id: 'm', name: 'M', about: '', licence: '', downloadBytes: 98_000_000 },
  phase,
  progress,
  source: null,
  notes: [],
  error: null,
  engine: null,
});

test('a download says how much, how fast and how long', () => {
  const downloading = status('downloading', { done: 24_500_000, total: 98_000_000, bytesPerSecond: 4_900_000 });
  expect(describeProgress(downloading, 5)).toEqual({ words: '25 MB of 98 MB · 4.9 MB/s · 15 s left', share: 0.25 });
});

test('a stalled download, one of unknown size, and one that looks for a source', () => {
  const stalled = status('downloading', { done: 1_000_000, total: 98_000_000, bytesPerSecond: 0 });
  expect(describeProgress(stalled, 5).words).toBe('1.0 MB of 98 MB · 0 B/s');
  const unknown = status('downloading', { done: 1_000_000, total: null, bytesPerSecond: null });
  expect(describeProgress(unknown, 5)).toEqual({ words: '1.0 MB', share: null });
  expect(describeProgress(status('downloading'), 5).words).toBe('Looking for a source');
});

test('loading counts seconds', () => {
  expect(describeProgress(status('loading'), 3)).toEqual({ words: 'Loading · 3 s', share: null });
  expect(describeProgress(status('importing', { done: 0.5, total: 1, bytesPerSecond: null }), 7)).toEqual({
    words: 'Preparing it for this computer · 50 % · 7 s',
    share: 0.5,
  });
});
