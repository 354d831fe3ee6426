import { expect, it } from 'vitest';
import { Loudspeaker } from './Loudspeaker.ts';

const sound = (value: number, ms: number) => ({ from: 0, to: 5, samples: new Float32Array(16 * ms).fill(value) });

it('plays chunks without a gap, quietly while ducked, stops at once, and knows what was heard', () => {
  const speaker = new Loudspeaker();
  speaker.queue(1, sound(100, 200));
  speaker.queue(1, sound(200, 200));
  speaker.renderTo(50);
  expect([speaker.playing, speaker.leftSeconds, speaker.audibleSince]).toEqual([null, 0, null]);
  speaker.play(1, 100);
  speaker.renderTo(200);
  expect(speaker.audibleSince).toBeCloseTo(102.7, 0);
  speaker.duck(true, 250);
  const silent = speaker.silence(400);
  speaker.renderTo(600);
  expect(silent).toBeCloseTo(402.7, 1);
  expect(speaker.heardSeconds(1)).toBeCloseTo(0.3, 3);
  expect(speaker.runs.get(1)?.map(({ heard }) => heard / 16)).toEqual([200, 100]);
  const at = (ms: number): number | undefined => speaker.read(16 * ms, 16 * ms + 1)[0];
  expect([50, 150, 260, 310, 410].map(at).map((value) => Math.round(value ?? -1))).toEqual([0, 100, 30, 60, 0]);
  expect([...speaker.read(16 * 302, 16 * 303)].map(Math.round)).toContain(60);
  // Silent already, and another run.
  expect(speaker.silence(700)).toBeNull();
  speaker.queue(2, sound(10, 50));
  speaker.play(2, 800);
  speaker.renderTo(900);
  expect([speaker.heardSeconds(2), speaker.leftSeconds]).toEqual([0.05, 0]);
});
