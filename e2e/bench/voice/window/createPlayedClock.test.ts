import { expect, it } from 'vitest';
import { createPlayedClock, type PlayedReport } from './createPlayedClock.ts';
import { Loudspeaker } from './Loudspeaker.ts';

it('tells a dozen times a second what was heard, and once that all was; again when more came', () => {
  const loudspeaker = new Loudspeaker();
  const clock = createPlayedClock(loudspeaker);
  const reports: PlayedReport[] = [];
  for (let now = 0; now <= 1_600; now += 20) {
    if (now === 200) {
      loudspeaker.queue(3, { from: 0, to: 1, samples: new Float32Array(16 * 400) });
      loudspeaker.play(3, now);
    }
    if (now === 1_000) loudspeaker.queue(3, { from: 1, to: 2, samples: new Float32Array(16 * 100) });
    loudspeaker.renderTo(now);
    const report = clock(now);
    if (report) reports.push(report);
  }
  expect(reports.every(({ run }) => run === 3)).toBe(true);
  expect(reports.filter(({ ended }) => ended).map(({ seconds }) => seconds.toFixed(2))).toEqual(['0.40', '0.50']);
  const seconds = reports.map((report) => report.seconds);
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
  expect(reports.length).toBeGreaterThan(6);
  expect(reports.length).toBeLessThan(12);
});
