import { describe, expect, it } from 'vitest';
import { createScenes, SHARES } from './createScenes.ts';

describe('the scenes of the bench of voice', () => {
  const scenes = createScenes(1);

  it('are a hundred, the same for the same seed and others for another one', () => {
    expect(scenes).toHaveLength(100);
    expect(createScenes(1)).toEqual(scenes);
    expect(createScenes(2)).not.toEqual(scenes);
    expect(Object.values(SHARES).reduce((sum, share) => sum + share)).toBe(100);
    expect(new Set(createScenes(1, 10).map(({ kind }) => kind)).size).toBe(11);
  });

  it('expect what their cues mean', () => {
    for (const { cues, expected, kind, pushToTalk } of scenes) {
      const begun = cues.filter(({ intent }) => intent === 'turn' || intent === 'interruption').length;
      expect(begun).toBe(expected.turns);
      expect(cues.some(({ intent }) => intent === 'interruption')).toBe(expected.isCut);
      expect(pushToTalk).toBe(kind === 'push to talk');
      // The first cue waits for nothing that comes of it.
      expect(cues.every(({ after }, index) => (index === 0) === (after === 'start'))).toBe(true);
    }
  });
});
