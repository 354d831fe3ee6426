import { expect, test } from 'vitest';
import { describeIndex } from './describeIndex.ts';

const at = (phase: 'absent' | 'downloading' | 'importing' | 'ready' | 'failed', done: number, total: number) =>
  describeIndex({ indexed: { done, total }, embedding: { phase, progress: null, note: null } });

test('what can be found is counted, and without the model nothing is promised', () => {
  expect(at('ready', 1_204, 1_310)).toContain(`Found by meaning: ${(1_204).toLocaleString()} of ${(1_310).toLocaleString()} passages`);
  expect(at('ready', 12, 12)).toBe('Found by meaning and by word: all 12 passages.');
  expect(at('ready', 1, 1)).toBe('Found by meaning and by word: the one passage.');
  expect(at('ready', 0, 0)).toContain('Nothing has been said');
  for (const phase of ['absent', 'failed', 'downloading', 'importing'] as const) expect(at(phase, 0, 7)).toContain('by their words');
});
