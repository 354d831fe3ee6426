import type { Settings } from '../../app/settings/Settings.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Smallest useful window, in pixels of the display's scale. */
export const MIN_SIZE = { width: 720, height: 480 };
const FIRST_SIZE = { width: 1_280, height: 800 };

/** As much of the title bar as must be on a display to be caught with a mouse. */
const GRIP = { width: 120, height: 24 };

/**
 * Where a window opens: where it was, if its title bar is still on one of the displays; else in the middle of the
 * first, no larger than it.
 *
 * @param workAreas areas of the displays without their bars, the primary one first
 */
export function placeWindow(stored: Settings['window'], workAreas: readonly Rectangle[]): Rectangle {
  if (stored !== null) {
    const place = { x: Math.round(stored.x), y: Math.round(stored.y), ...sizeOf(stored.width, stored.height) };
    if (workAreas.some((area) => holdsTitleBar(place, area))) return place;
  }
  const wanted = stored ?? FIRST_SIZE;
  const primary = workAreas[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  const size = sizeOf(Math.min(wanted.width, primary.width), Math.min(wanted.height, primary.height));
  const x = primary.x + Math.max(0, Math.round((primary.width - size.width) / 2));
  const y = primary.y + Math.max(0, Math.round((primary.height - size.height) / 2));
  return { x, y, ...size };
}

/** Whole pixels, and no smaller than a window may be. */
function sizeOf(width: number, height: number) {
  return { width: Math.round(Math.max(MIN_SIZE.width, width)), height: Math.round(Math.max(MIN_SIZE.height, height)) };
}

function holdsTitleBar(window: Rectangle, area: Rectangle): boolean {
  const seenWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isTopInside = window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
  return seenWidth >= GRIP.width && isTopInside;
}
