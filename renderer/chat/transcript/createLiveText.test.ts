import { expect, test, vi } from 'vitest';
import { createLiveText } from './createLiveText.ts';

function withFrames() {
  const frames: (() => void)[] = [];
  return { live: createLiveText((flush) => frames.push(flush)), frame: () => frames.splice(0).forEach((f) => f()), frames };
}

test('many pieces become visible at once, in one frame', () => {
  const { live, frame, frames } = withFrames();
  const told = vi.fn();
  live.start('a', '');
  live.subscribe(told);
  for (let i = 0; i < 100; i++) expect(live.push('a', i, 'x')).toBe(true);
  expect(frames).toHaveLength(1);
  expect(live.get('a')).toBe('');
  frame();
  expect(live.get('a')).toBe('x'.repeat(100));
  expect(told).toHaveBeenCalledTimes(1);
});

test('a repeated start never takes back what was read', () => {
  const { live, frame } = withFrames();
  live.start('a', 'Hel');
  live.push('a', 3, 'lo');
  frame();
  live.start('a', 'Hel');
  expect(live.get('a')).toBe('Hello');
});

test('a gap, or the text of an unknown answer, is refused', () => {
  const { live } = withFrames();
  live.start('a', 'Hello');
  expect(live.push('a', 7, '!')).toBe(false);
  expect(live.push('b', 0, '!')).toBe(false);
});

test('after its end an answer is no longer live', () => {
  const { live, frame } = withFrames();
  live.start('a', 'Hello');
  live.push('a', 5, '!');
  live.end();
  frame();
  expect(live.get('a')).toBeNull();
});
