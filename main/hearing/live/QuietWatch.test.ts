import { expect, it } from 'vitest';
import { QuietWatch } from './QuietWatch.ts';

const SECOND = 16_000;
/** The quiet is known by looks of 20 ms. */
const LOOK = 320;
const PIECE = 512;

type Part = readonly [level: number, seconds: number];

/** Of a sound that is so loud (root mean square) for so many seconds, one after the other. */
function watched(...parts: readonly Part[]): QuietWatch {
  const sound = Int16Array.from(
    parts.flatMap(([level, seconds]) => Array.from({ length: seconds * SECOND }, (_, at) => (at % 2 === 0 ? level : -level))),
  );
  const watch = new QuietWatch();
  for (let at = 0; at < sound.length; at += PIECE) watch.hear(at, sound.subarray(at, at + PIECE));
  return watch;
}

/** Where the quiet began that goes on. */
const quietSince = (...parts: readonly Part[]): number | null => watched(...parts).since;

it('knows where speech fell silent', () => {
  expect(quietSince([2_000, 1])).toBeNull();
  expect(quietSince([2_000, 1], [0, 0.2])).toBe(SECOND);
  expect(quietSince([2_000, 1.01], [0, 0.2])).toBe(SECOND + LOOK);
  expect(quietSince([2_000, 1], [0, 0.2], [2_000, 0.2])).toBeNull();
});

it('takes quieter speech for speech, and noise for what it is', () => {
  expect(quietSince([2_000, 1], [600, 0.2])).toBeNull();
  expect(quietSince([300, 0.5], [2_000, 1], [300, 0.2])).toBe(1.5 * SECOND);
  expect(quietSince([900, 0.5], [2_000, 1], [900, 0.2])).toBeNull();
});

it('forgets how loud it was', () => {
  expect(quietSince([8_000, 0.5], [400, 0.1])).toBe(0.5 * SECOND);
  expect(quietSince([8_000, 0.5], [400, 6])).toBeNull();
});

it('tells a pause from a gap within a word, and what was said before it from what was heard already', () => {
  expect(watched([2_000, 1]).isShort).toBe(false);
  const gap = watched([2_000, 1], [0, 0.1]);
  expect([gap.isShort, gap.isPauseBehind(0), gap.isQuietSince(SECOND)]).toEqual([true, false, true]);
  const pause = watched([2_000, 1], [0, 0.14]);
  expect([pause.isShort, pause.isPauseBehind(SECOND - LOOK), pause.isPauseBehind(SECOND - LOOK + 1)]).toEqual([false, true, false]);
  expect([pause.isQuietSince(SECOND - LOOK), pause.isQuietSince(SECOND - LOOK + 1)]).toEqual([false, true]);
});
