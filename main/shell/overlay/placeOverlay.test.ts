import { expect, test } from 'vitest';
import { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';
import { OverlayWindow } from '../../../app/captions/overlay/OverlayWindow.ts';
import { placeOverlay } from './placeOverlay.ts';

const LEFT = { id: 7, workArea: { x: 0, y: 0, width: 1_920, height: 1_040 } };
const RIGHT = { id: 9, workArea: { x: 1_920, y: 40, width: 1_280, height: 700 } };
const style = OverlayStyle.parse({ size: 40, lines: 2, lineHeight: 1.5, width: 40 });
const window = (more: Partial<OverlayWindow>): OverlayWindow => OverlayWindow.parse(more);

test('docked it is as large as its rows, in the middle of the display, near its edge', () => {
  const bottom = placeOverlay(window({}), style, [LEFT, RIGHT]);
  expect(bottom).toEqual({ display: '7', bounds: { x: 480, y: 868, width: 960, height: 160 } });
  expect(placeOverlay(window({ dock: 'top', display: '9' }), style, [LEFT, RIGHT])).toEqual({ display: '9', bounds: { x: 2_080, y: 52, width: 960, height: 160 } });
});

test('free it stands where it was left on that display; one that is gone gives way to the first', () => {
  const places = { 9: { x: 2_000, y: 300, width: 500, height: 120 } };
  expect(placeOverlay(window({ dock: 'free', display: '9', places }), style, [LEFT, RIGHT]).bounds).toEqual(places[9]);
  expect(placeOverlay(window({ dock: 'free', display: '9', places }), style, [LEFT])).toMatchObject({ display: '7', bounds: { y: 868 } });
});

test('it is always on its display, however small that has become', () => {
  const small = { id: 9, workArea: { x: 100, y: 0, width: 400, height: 300 } };
  const places = { 9: { x: -5_000, y: 9_000, width: 5_000, height: 10 } };
  expect(placeOverlay(window({ dock: 'free', places }), style, [small]).bounds).toEqual({ x: 100, y: 244, width: 400, height: 56 });
  const large = OverlayStyle.parse({ size: 160, lines: 12, width: 120 });
  expect(placeOverlay(window({}), large, [small]).bounds).toEqual({ x: 100, y: 0, width: 400, height: 300 });
});
