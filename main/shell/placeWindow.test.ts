import { describe, expect, it } from 'vitest';
import { placeWindow } from './placeWindow.ts';

const primary = { x: 0, y: 25, width: 1_920, height: 1_015 };
const left = { x: -1_280, y: 0, width: 1_280, height: 1_024 };
const at = (x: number, y: number, width = 1_000, height = 700) => ({ x, y, width, height, maximized: false });

describe('placeWindow', () => {
  it('opens the first time in the middle of the primary display', () => {
    expect(placeWindow(null, [primary, left])).toEqual({ x: 320, y: 133, width: 1_280, height: 800 });
  });

  it('opens the first time within a small display', () => {
    const small = { x: 0, y: 0, width: 1_024, height: 600 };
    expect(placeWindow(null, [small])).toEqual({ x: 0, y: 0, width: 1_024, height: 600 });
  });

  it.each([
    ['on the primary display', at(100, 100)],
    ['on the second display', at(-1_200, 10)],
    ['hanging over an edge', at(1_700, 300)],
    ['across two displays', at(-500, 100)],
  ])('opens where it was: %s', (_name, stored) => {
    const { x, y, width, height } = stored;
    expect(placeWindow(stored, [primary, left])).toEqual({ x, y, width, height });
  });

  it.each([
    ['a display that is gone', at(2_500, 100)],
    ['above the top', at(100, -300)],
    ['under the menu bar', at(100, 0)],
    ['below the bottom', at(100, 1_030)],
    ['a corner left only', at(1_850, 100)],
    ['far away', at(1e9, -1e9)],
  ])('opens in the middle when its title bar cannot be caught: %s', (_name, stored) => {
    expect(placeWindow(stored, [primary])).toEqual({ x: 460, y: 183, width: 1_000, height: 700 });
  });

  it('is never smaller than the smallest, and in whole pixels', () => {
    expect(placeWindow(at(10.4, 30.6, 10, 1), [primary])).toEqual({ x: 10, y: 31, width: 720, height: 480 });
    expect(placeWindow(at(9_000, 9_000, 5_000, 5_000), [primary])).toEqual(primary);
  });

  it('opens somewhere when there is no display', () => {
    expect(placeWindow(null, [])).toEqual({ x: 0, y: 0, width: 1_280, height: 800 });
  });
});
