import { expect, it } from 'vitest';
import { Settings } from '../../../app/settings/Settings.ts';
import { needsScores } from './needsScores.ts';

it('is asked of the engine by what is kept for its surprisal or the attention it got', () => {
  expect(needsScores(Settings.parse({}))).toBe(false);
  const needy = (['sinks', 'window', 'key-diversity', 'entropy', 'heavy-hitter'] as const).filter((retention) =>
    needsScores(Settings.parse({ retention })),
  );
  expect(needy).toEqual(['entropy', 'heavy-hitter']);
});
