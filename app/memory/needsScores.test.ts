import { expect, it } from 'vitest';
import { needsScores } from './needsScores.ts';

it('is asked of the engine by what is kept for its surprisal or the attention it got', () => {
  const policies = ['sinks', 'window', 'key-diversity', 'entropy', 'heavy-hitter'] as const;
  expect(policies.filter(needsScores)).toEqual(['entropy', 'heavy-hitter']);
});
