import { expect, test } from 'vitest';
import type { CaptionsStatus } from '../../../app/contract/services/captions.ts';
import { describePrepare } from './describePrepare.ts';

const NEEDED = 'What captions need';
const status = (phase: CaptionsStatus['phase'], progress: CaptionsStatus['progress'] = null): CaptionsStatus => ({ phase, models: [], progress, problem: null, recogniser: { name: 'Whisper', languages: ['en'] } });

test('a download has its figures and its share', () => {
  const running = describePrepare(status('downloading', { doneBytes: 30_000_000, totalBytes: 120_000_000, bytesPerSecond: 9_000_000 }), NEEDED);
  expect(running).toEqual({ words: 'Fetching', share: 0.25, detail: '30 MB of 120 MB · 9.0 MB/s · 10 s left' });
  expect(describePrepare(status('downloading'), NEEDED).detail).toBe('Looking for a source');
  expect(describePrepare(status('downloading', { doneBytes: 5, totalBytes: 0, bytesPerSecond: 0 }), NEEDED)).toMatchObject({ share: null, detail: '5 B' });
});

test('while no bytes come it is said why', () => {
  const progress = { doneBytes: 0, totalBytes: 80_000_000, bytesPerSecond: 0 };
  expect(describePrepare(status('downloading', { ...progress, step: 'looking' }), NEEDED)).toEqual({ words: 'Fetching', share: 0, detail: 'Looking for a source' });
  const checked = describePrepare(status('downloading', { ...progress, doneBytes: 80_000_000, step: 'checking' }), NEEDED);
  expect(checked).toEqual({ words: 'Checking and unpacking what was fetched', share: null, detail: '80 MB of 80 MB' });
});

test('an import has a share where it is known', () => {
  expect(describePrepare(status('importing', { doneBytes: 1, totalBytes: 3, bytesPerSecond: 0 }), NEEDED).detail).toBe('33 %');
  expect(describePrepare(status('importing'), NEEDED).share).toBeNull();
});

test('what is fetched, or could not be, is named', () => {
  expect(describePrepare(status('absent'), 'What the voice needs').words).toMatch(/^What the voice needs is fetched once/);
  expect(describePrepare(status('failed'), 'What the voice needs').words).toMatch(/^What the voice needs could not be prepared/);
});
