import { expect, it } from 'vitest';
import { joinStretches } from './joinStretches.ts';

const open = (from: number) => ({ from, to: null });
const closed = (from: number, to: number) => ({ from, to });

it.each([
  ['begins', [], [open(10)], 0, [open(10)]],
  ['goes on', [open(10)], [open(10)], 0, [open(10)]],
  ['ends', [open(10)], [closed(10, 20)], 0, [closed(10, 20)]],
  ['ends, and another one begins', [open(10)], [closed(10, 20), open(9_000)], 0, [closed(10, 20), open(9_000)]],
  ['is followed by another before its end is told', [open(10)], [open(30)], 0, [closed(10, 30), open(30)]],
  ['touches the next', [closed(10, 20)], [open(20)], 0, [{ ...open(10), again: 20 }]],
  ['begins again after a short pause', [closed(10, 20)], [open(3_000)], 0, [{ ...open(10), again: 3_000 }]],
  ['goes on after a short pause', [{ ...open(10), again: 3_000 }], [open(3_000)], 0, [{ ...open(10), again: 3_000 }]],
  ['ends after a pause', [{ ...open(10), again: 3_000 }], [closed(3_000, 9_000)], 0, [{ ...closed(10, 9_000), again: 3_000 }]],
  ['was long before its pause', [closed(0, 160_000)], [open(160_800)], 0, [closed(0, 160_000), open(160_800)]],
  ['begins again too late', [closed(10, 20)], [open(4_000)], 0, [closed(10, 20), open(4_000)]],
  ['was finished long ago', [], [closed(10, 20)], 20, []],
  ['began in what is finished', [], [open(10)], 15, [open(15)]],
  ['has no length', [], [closed(10, 10)], 0, []],
  ['is not told of', [open(10)], [], 0, [open(10)]],
])('speech that %s', (_, known, told, done, expected) => {
  expect(joinStretches(known, told, done)).toEqual(expected);
});
