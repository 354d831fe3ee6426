/** Pixels of the tray's icon, each way. */
export const TRAY_SIZE = 32;

/** A rounded frame with two rows of text in it, on a 32 by 32 grid: what captions look like from afar. */
const ROWS = [
  { from: [9, 14], to: [23, 16] },
  { from: [9, 19], to: [19, 21] },
] as const;

/** The tray's icon as BGRA bytes: one grey that is seen on bright and on dark bars. */
export function trayBitmap(): Buffer {
  const pixels = Buffer.alloc(TRAY_SIZE * TRAY_SIZE * 4);
  for (let y = 0; y < TRAY_SIZE; y++) {
    for (let x = 0; x < TRAY_SIZE; x++) if (isDrawn(x, y)) pixels.set([0x8a, 0x8a, 0x86, 0xff], 4 * (y * TRAY_SIZE + x));
  }
  return pixels;
}

function isDrawn(x: number, y: number): boolean {
  const inRow = ROWS.some(({ from, to }) => x >= from[0] && x <= to[0] && y >= from[1] && y <= to[1]);
  const isFrame = x >= 3 && x <= 28 && y >= 7 && y <= 25 && (x <= 5 || x >= 26 || y <= 9 || y >= 23);
  const isCorner = (x <= 3 || x >= 28) && (y <= 7 || y >= 25);
  return inRow || (isFrame && !isCorner);
}
