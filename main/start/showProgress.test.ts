import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import type { ModelStatus } from '../../app/models/ModelStatus.ts';
import { defaultModel } from '../../native-models/catalog/defaultModel.ts';
import { showProgress } from './showProgress.ts';

const absent: ModelStatus = {
  model: defaultModel.info,
  phase: 'absent',
  progress: null,
  source: null,
  notes: [],
  error: null,
  engine: null,
};
const downloading = (share: number, notes: string[] = []): ModelStatus => ({
  ...absent,
  phase: 'downloading',
  source: 'the model hub (example.org)',
  progress: { done: share * 98_362_432, total: 98_362_432, bytesPerSecond: 8_000_000 },
  notes,
});

function show(isTTY: boolean, statuses: ModelStatus[], columns = 120): string {
  let text = '';
  let listener: ((status: ModelStatus) => void) | undefined;
  const models = {
    status: () => absent,
    onChange(listen: (status: ModelStatus) => void) {
      listener = listen;
      return () => {
        listener = undefined;
      };
    },
  };
  const end = showProgress(models, { isTTY, columns, write: (part: string) => (text += part) });
  for (const status of statuses) listener?.(status);
  end();
  listener?.(downloading(1));
  return text;
}

/** What a terminal shows after these bytes: a return goes to the beginning of the line, the sequence clears it. */
const seen = (bytes: string): string[] => bytes.split('\n').map((line) => line.split('\r\x1B[K').at(-1) ?? '');

test('a terminal shows one line that moves, and keeps what was passed over and the end', () => {
  const bytes = show(true, [downloading(0.1), downloading(0.5, ['The hub was passed over.']), { ...absent, phase: 'ready' }]);
  expect(seen(bytes)).toEqual(['The hub was passed over.', 'SmolLM2 135M Instruct is ready.', '']);
  expect(bytes).toContain('[############------------]  50 %  49.2 MB of 98.4 MB, 8.0 MB/s');
});

test('a narrow terminal is never made to wrap', () => {
  const bytes = show(true, [downloading(0.5)], 40);
  for (const line of bytes.split(/[\r\n]/)) expect(line.replace('\x1B[K', '').length).toBeLessThan(40);
});

test('a terminal that is left in the midst ends its line', () => {
  expect(show(true, [downloading(0.5)]).endsWith('\n')).toBe(true);
});

test('a log file gets a line every tenth and none twice', () => {
  const steps = Array.from({ length: 1_001 }, (_, index) => downloading(index / 1_000));
  const lines = show(false, [{ ...downloading(0), progress: null }, ...steps, { ...absent, phase: 'loading' }, { ...absent, phase: 'ready' }]).split('\n');
  expect(lines[1]).toBe('Getting SmolLM2 135M Instruct from the model hub (example.org)');
  expect(lines.filter((line) => line.includes(' %'))).toHaveLength(11);
  expect(lines.slice(-3)).toEqual(['Loading SmolLM2 135M Instruct', 'SmolLM2 135M Instruct is ready.', '']);
  expect(new Set(lines).size).toBe(lines.length);
});

test('a failure is told in its own words', () => {
  const error = AppError.toValue(new AppError('no-network', 'There is no connection; try again.'));
  expect(show(false, [{ ...absent, phase: 'failed', error }])).toContain('There is no connection; try again.\n');
});
