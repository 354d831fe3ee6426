import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createTalkPlayout, type Heard } from './createTalkPlayout.ts';
import { TestAudio } from '../../testing/TestAudio.test-helper.ts';

const RATE = 16_000;
const second = () => new Float32Array(RATE);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function playing() {
  const audio = new TestAudio();
  const heard: Heard[] = [];
  const playout = createTalkPlayout(audio as unknown as AudioContext, (one) => heard.push(one));
  onTestFinished(() => playout.close());
  /** Time goes by, on both clocks. */
  const pass = (seconds: number): void => {
    for (let step = 0; step < Math.round(seconds / 0.08); step++) {
      audio.currentTime += 0.08;
      vi.advanceTimersByTime(80);
    }
  };
  return { audio, playout, heard, pass };
}

test('sounds wait until their run is played, and then follow each other without a gap, also those that come later', () => {
  const { audio, playout, pass } = playing();
  playout.queue(1, second(), RATE);
  playout.queue(1, second(), RATE);
  expect(audio.sources).toEqual([]);
  playout.play(1);
  pass(0.8);
  playout.queue(1, second(), RATE);
  const [first, ...others] = audio.sources.map(({ at }) => at);
  expect(others.map((at) => at - first!)).toEqual([expect.closeTo(1), expect.closeTo(2)]);
});

test('the clock tells what has left the loudspeaker, and the end once; more of the run goes on counting', () => {
  const { playout, heard, pass } = playing();
  playout.queue(1, second(), RATE);
  playout.play(1);
  pass(0.48);
  expect(heard.at(-1)).toMatchObject({ run: 1, ended: false });
  // The lead of the first sound and the loudspeaker's delay are not heard time.
  expect(heard.at(-1)?.seconds).toBeCloseTo(0.48 - 0.03 - 0.05);
  pass(1.6);
  expect(heard.filter(({ ended }) => ended)).toEqual([{ run: 1, seconds: 1, ended: true, stopped: false }]);
  expect(playout.isPlaying()).toBe(false);
  playout.queue(1, second(), RATE);
  expect(playout.isPlaying()).toBe(true);
  pass(2.4);
  expect(heard.filter(({ ended }) => ended).at(-1)).toEqual({ run: 1, seconds: 2, ended: true, stopped: false });
});

test('silence comes within one quantum, drops what is queued, tells where it stopped, and keeps out what comes late', () => {
  const { audio, playout, heard, pass } = playing();
  for (let sound = 0; sound < 3; sound++) playout.queue(4, second(), RATE);
  playout.play(4);
  pass(1.2);
  const now = audio.currentTime;
  playout.silence();
  for (const { stoppedAt } of audio.sources) expect(stoppedAt! - now).toBeCloseTo(128 / 48_000);
  expect(heard.at(-1)).toMatchObject({ run: 4, ended: false, stopped: true });
  expect(heard.at(-1)?.seconds).toBeCloseTo(audio.seconds(), 2);
  const told = heard.length;
  playout.queue(4, second(), RATE);
  playout.play(4);
  pass(1.6);
  expect([audio.sources.length, heard.length, playout.isPlaying()]).toEqual([3, told, false]);
});

test('one that was heard to its end tells so once more when it is silenced: whoever waits for that gets an answer', () => {
  const { playout, heard, pass } = playing();
  playout.queue(1, second(), RATE);
  playout.play(1);
  pass(2);
  playout.silence();
  expect(heard.at(-1)).toEqual({ run: 1, seconds: 1, ended: true, stopped: true });
});

test('after a false alarm another run plays on, at full volume', () => {
  const { audio, playout, pass } = playing();
  playout.queue(1, second(), RATE);
  playout.play(1);
  pass(0.4);
  playout.duck();
  expect(audio.gains.at(-1)).toEqual([0.3, audio.currentTime + 0.02]);
  playout.silence();
  playout.queue(2, second(), RATE);
  playout.play(2);
  expect(audio.sources).toHaveLength(2);
  expect(audio.gains.at(-1)).toEqual([1, audio.currentTime]);
  playout.duck();
  playout.unduck();
  expect(audio.gains.at(-1)).toEqual([1, audio.currentTime + 0.02]);
});

test('what is prepared for a run that is not played is dropped with the next silence; another session counts anew', () => {
  const { audio, playout } = playing();
  playout.queue(7, second(), RATE);
  playout.silence();
  playout.play(7);
  expect(audio.sources).toEqual([]);
  playout.restart();
  playout.queue(1, second(), RATE);
  playout.play(1);
  expect(audio.sources).toHaveLength(1);
  playout.close();
  expect(audio.closed).toBe(true);
});
