/** A box of an MP4 file (ISO 14496-12): its name, and where what is in it begins and ends. */
export interface Mp4Box {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const HEAD = 8;
/** Boxes beside each other that are looked at. */
const MAX_BOXES = 4_096;

/** The boxes between two places. Ends at the first that is none: what is there is damaged. */
export function mp4Boxes(view: DataView, from = 0, to = view.byteLength): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let at = from; at + HEAD <= to && boxes.length < MAX_BOXES; ) {
    const { head, bytes, name } = mp4BoxHead(view, at, to - at);
    if (bytes < head || at + bytes > to) break;
    boxes.push({ name, from: at + head, to: at + bytes });
    at += bytes;
  }
  return boxes;
}

/** The head of a box. @param rest bytes there are from its beginning on, for a box that goes on to the end */
export function mp4BoxHead(view: DataView, at: number, rest: number): { name: string; head: number; bytes: number } {
  const short = view.getUint32(at);
  const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
  if (short === 0) return { name, head: HEAD, bytes: rest };
  if (short !== 1 || at + 16 > view.byteLength) return { name, head: HEAD, bytes: short };
  return { name, head: 16, bytes: Number(view.getBigUint64(at + 8)) };
}

/** The first box by these names, one within the other. */
export function mp4Find(view: DataView, parent: Mp4Box, ...path: readonly string[]): Mp4Box | null {
  let found: Mp4Box | undefined = parent;
  for (const name of path) {
    if (!found) return null;
    found = mp4Boxes(view, found.from, found.to).find((box) => box.name === name);
  }
  return found ?? null;
}
