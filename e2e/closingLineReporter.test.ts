import type { TestModule } from 'vitest/node';
import { expect, test, vi } from 'vitest';
import ClosingLineReporter from './closingLineReporter.ts';

const module = (file: string, results: object[], errors = 0): TestModule =>
  ({
    moduleId: `${process.cwd()}/${file}`,
    children: { allTests: () => results.map((result) => ({ result: () => result })) },
    errors: () => Array.from({ length: errors }, () => ({ message: 'broken' })),
  }) as unknown as TestModule;

test('the last lines of a run say what was skipped, where and why, and how many passed', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const [passed, skipped] = [{ state: 'passed' }, { state: 'skipped' }];
  new ClosingLineReporter().onTestRunEnd([
    module('a.test.ts', [passed, passed]),
    module('e2e/b.e2e.ts', [skipped, skipped]),
    module('c.test.ts', [passed, { state: 'skipped', note: 'needs root' }, { state: 'failed' }], 1),
  ]);
  const lines = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  expect(lines.trim().split('\n')).toEqual([
    'SKIPPED 2 of 2 in e2e/b.e2e.ts',
    'SKIPPED 1 of 3 in c.test.ts (needs root)',
    '3 passed, 2 failed, 3 skipped',
  ]);
});
