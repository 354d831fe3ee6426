import type { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';
import type { OverlayWindow } from '../../../app/captions/overlay/OverlayWindow.ts';
import type { Rectangle } from '../placeWindow.ts';

/** A display as Electron names it; `workArea` is what the system's bars leave of it. */
export interface OverlayDisplay {
  readonly id: number;
  readonly workArea: Rectangle;
}

/** Smallest overlay, in pixels: it can still be caught with a mouse. */
export const LEAST_OVERLAY = { width: 240, height: 56 };
/** Letters are about this much of the size of the font wide; beside the rows the page has half a letter left and right. */
const EM_PER_CHARACTER = 0.55;
const MARGIN_EM = 2;
/** Docked, it stays so far from the edge, in pixels. */
const EDGE = 12;

/**
 * Where the overlay stands: on the display it was on last, if that is there, else on the first.
 *
 * @param displays the primary one first
 */
export function placeOverlay(window: OverlayWindow, style: OverlayStyle, displays: readonly OverlayDisplay[]): { display: string; bounds: Rectangle } {
  const display = displays.find(({ id }) => String(id) === window.display) ?? displays[0];
  if (!display) throw new Error('There is no display.');
  const area = display.workArea;
  const kept = window.places[String(display.id)];
  if (window.dock === 'free' && kept) return { display: String(display.id), bounds: within(kept, area) };
  const { size, width, lines, lineHeight } = style;
  const wanted = {
    width: Math.max(LEAST_OVERLAY.width, Math.round((width * EM_PER_CHARACTER + MARGIN_EM) * size)),
    height: Math.max(LEAST_OVERLAY.height, Math.round((lines * lineHeight + 1) * size)),
  };
  const fit = { width: Math.min(wanted.width, area.width), height: Math.min(wanted.height, area.height) };
  const x = area.x + Math.round((area.width - fit.width) / 2);
  const y = window.dock === 'top' ? area.y + EDGE : area.y + area.height - fit.height - EDGE;
  return { display: String(display.id), bounds: within({ x, y, ...fit }, area) };
}

/** As it was, moved and cut where it would stand outside. */
function within(place: Rectangle, area: Rectangle): Rectangle {
  const width = Math.round(Math.min(Math.max(LEAST_OVERLAY.width, place.width), area.width));
  const height = Math.round(Math.min(Math.max(LEAST_OVERLAY.height, place.height), area.height));
  const x = Math.round(Math.min(Math.max(place.x, area.x), area.x + area.width - width));
  const y = Math.round(Math.min(Math.max(place.y, area.y), area.y + area.height - height));
  return { x, y, width, height };
}
