import { expect, test } from 'vitest';
import { FRAME, FrameCutter } from './FrameCutter.ts';

const QUANTUM = 128;

function cutting() {
  const frames: { at: number; samples: number[] }[] = [];
  const buffers: Float32Array<ArrayBuffer>[] = [];
  const cutter = new FrameCutter((at, frame, length) => {
    frames.push({ at, samples: [...frame.subarray(0, length)] });
    buffers.push(frame);
  });
  return { cutter, frames, buffers };
}

/** The quantum whose samples say where they belong. */
function counted(at: number): Float32Array {
  return Float32Array.from({ length: QUANTUM }, (_, index) => at + index);
}

test('four quanta make a frame, stamped with its first sample', () => {
  const { cutter, frames } = cutting();
  for (let at = 1_024; at < 1_024 + 2 * FRAME; at += QUANTUM) cutter.push(at, counted(at), QUANTUM);
  expect(frames.map(({ at }) => at)).toEqual([1_024, 1_536]);
  expect(frames.flatMap(({ samples }) => samples)).toEqual(Array.from({ length: 2 * FRAME }, (_, index) => 1_024 + index));
});

test('a jump of the counter ends the frame early, and the next one says where it begins', () => {
  const { cutter, frames } = cutting();
  cutter.push(0, counted(0), QUANTUM);
  for (let at = 1_280; at < 1_280 + FRAME; at += QUANTUM) cutter.push(at, counted(at), QUANTUM);
  expect(frames.map(({ at, samples }) => [at, samples.length])).toEqual([[0, 128], [1_280, 512]]);
});

test('where there is no sound a frame that has begun is filled with silence, and then there is a gap', () => {
  const { cutter, frames } = cutting();
  cutter.push(0, counted(1), QUANTUM);
  for (let at = QUANTUM; at < 2_048; at += QUANTUM) cutter.push(at, undefined, QUANTUM);
  for (let at = 2_048; at < 2_048 + FRAME; at += QUANTUM) cutter.push(at, counted(at), QUANTUM);
  expect(frames.map(({ at, samples }) => [at, samples.length])).toEqual([[0, 512], [2_048, 512]]);
  expect(frames[0]?.samples.slice(127, 130)).toEqual([128, 0, 0]);
});

test('frames that come back are used again, so that nothing is allocated', () => {
  const { cutter, buffers } = cutting();
  for (let at = 0; at < 200 * FRAME; at += QUANTUM) {
    cutter.push(at, counted(at), QUANTUM);
    const frame = buffers.at(-1);
    if (frame && at % FRAME === FRAME - QUANTUM) cutter.giveBack(frame);
  }
  expect(buffers).toHaveLength(200);
  expect(new Set(buffers).size).toBe(1);
});
