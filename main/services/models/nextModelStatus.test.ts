import { expect, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { ModelStatus } from '../../../app/models/ModelStatus.ts';
import { defaultModel } from '../../../native-models/catalog/defaultModel.ts';
import type { ModelEvent } from './ModelEvent.ts';
import { nextModelStatus } from './nextModelStatus.ts';

const model = defaultModel.info;
const start: ModelStatus = { model, phase: 'absent', progress: null, source: null, notes: [], error: null, engine: null };
const engine = { provider: 'cpu', threads: 2, loadSeconds: 1, residentBytes: 1, contextSlots: 2_048, sampling: defaultModel.sampling };
const download = (done: number, phase: 'downloading' | 'verifying' = 'downloading'): ModelEvent => ({
  kind: 'download',
  progress: { phase, done, total: 100, bytesPerSecond: 10 },
});

function after(...events: ModelEvent[]): ModelStatus {
  return events.reduce((status, event) => ModelStatus.parse(nextModelStatus(status, event)), start);
}

test('the whole way from nothing to ready', () => {
  const events: ModelEvent[] = [
    { kind: 'begin', model },
    { kind: 'source', words: 'The model hub' },
    { kind: 'passed-over', sentence: 'The hub was passed over.' },
    { kind: 'source', words: 'The package' },
    download(50),
    download(100, 'verifying'),
    { kind: 'import', fraction: 0.5 },
    { kind: 'load' },
    { kind: 'ready', engine },
  ];
  const phases = events.map((_, count) => after(...events.slice(0, count + 1)).phase);
  expect(phases).toEqual(['absent', 'downloading', 'downloading', 'downloading', 'downloading', 'verifying', 'importing', 'loading', 'ready']);
  expect(after(...events.slice(0, 5))).toMatchObject({ source: 'The package', progress: { done: 50, total: 100, bytesPerSecond: 10 } });
  expect(after(...events)).toEqual({
    ...start,
    phase: 'ready',
    notes: ['The hub was passed over.'],
    engine: { provider: 'cpu', threads: 2, loadSeconds: 1, residentBytes: 1, contextSlots: 2_048 },
  });
});

test('a crash is shown until the engine is back, with its reason; the engine that is gone is not', () => {
  const crashed = after({ kind: 'load' }, { kind: 'ready', engine }, { kind: 'restart', error: new AppError('crashed', 'It stopped.') });
  expect(crashed).toMatchObject({ phase: 'restarting', engine: null, error: { code: 'crashed', message: 'It stopped.' } });
  const again = nextModelStatus(crashed, { kind: 'load' });
  expect(again).toEqual(crashed);
  expect(nextModelStatus(again, { kind: 'ready', engine })).toMatchObject({ phase: 'ready', error: null });
});

test('memory is told as it was measured last, and only of an engine that is there', () => {
  const measured: ModelEvent = { kind: 'measured', residentBytes: 500 };
  expect(after({ kind: 'ready', engine }, measured)).toMatchObject({ phase: 'ready', engine: { threads: 2, residentBytes: 500 } });
  expect(after({ kind: 'load' }, measured)).toEqual(after({ kind: 'load' }));
});

test('a failure keeps what was passed over and drops the progress; wanting it anew begins clean', () => {
  const failed = after({ kind: 'source', words: 'A' }, download(5), { kind: 'passed-over', sentence: 'A.' }, { kind: 'fail', error: new AppError('no-network', 'No.') });
  expect(failed).toMatchObject({ phase: 'failed', notes: ['A.'], progress: null, source: null, error: { code: 'no-network' } });
  expect(nextModelStatus(failed, { kind: 'begin', model })).toEqual(start);
});

test('cancelling goes back to nothing', () => {
  expect(after({ kind: 'source', words: 'A' }, download(5), { kind: 'cancel' })).toEqual(start);
});

test('notes are bounded', () => {
  const many = Array.from({ length: 50 }, (_, index): ModelEvent => ({ kind: 'passed-over', sentence: `${index}` }));
  expect(after(...many).notes).toHaveLength(32);
  expect(after(...many).notes.at(-1)).toBe('49');
});
