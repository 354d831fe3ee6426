import type { CodedPacket, CodedSound } from './CodedSound.ts';
import { fileBytes } from './fileBytes.ts';
import { mp4Boxes, mp4BoxHead, mp4Find, type Mp4Box } from './mp4Boxes.ts';
import { mp4Codec } from './mp4Codec.ts';
import { mp4Samples, type Mp4Samples } from './mp4Samples.ts';

/** Boxes of the file itself that are looked at. */
const MAX_BOXES = 10_000;
/** The tables of a film of many hours are a few megabytes. */
const MAX_TABLES = 96 * 1_024 * 1_024;
/** Read at once, in bytes: packets that lie further apart, between pictures, are read apart. */
const SLICE = 512 * 1_024;

/** The sound of an MP4, M4A or QuickTime file. Null when it is none, is in fragments, or its sound has another coding. */
export async function readMp4(file: Blob): Promise<CodedSound | null> {
  const tables = await findTables(file);
  if (!tables) return null;
  try {
    return soundOf(file, tables);
  } catch (error) {
    // A place behind the end of the tables: they are damaged.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function soundOf(file: Blob, tables: DataView): CodedSound | null {
  for (const track of mp4Boxes(tables).filter(({ name }) => name === 'trak')) {
    const media = mp4Find(tables, track, 'mdia');
    const kind = media && mp4Find(tables, media, 'hdlr');
    const table = media && mp4Find(tables, media, 'minf', 'stbl');
    const clock = media && mp4Find(tables, media, 'mdhd');
    if (!kind || !table || !clock || tables.getUint32(kind.from + 8) !== SOUND) continue;
    const coding = mp4Codec(tables, table);
    const samples = coding && mp4Samples(tables, table);
    if (!samples) continue;
    const units = tables.getUint32(clock.from + (tables.getUint8(clock.from) === 1 ? 20 : 12));
    if (units === 0) continue;
    const start = primingOf(tables, track);
    // An edit list that leaves out more than there is tells nothing.
    const priming = start < samples.duration ? start / units : 0;
    return { ...coding, seconds: samples.duration / units - priming, priming, packets: (signal) => packetsOf(file, samples, signal) };
  }
  return null;
}

/** `soun` */
const SOUND = 0x73_6f_75_6e;

/** The box of tables, which may stand before or behind all sound. */
async function findTables(file: Blob): Promise<DataView | null> {
  let at = 0;
  for (let count = 0; count < MAX_BOXES && at + 8 <= file.size; count++) {
    const start = new DataView(await file.slice(at, at + 16).arrayBuffer());
    const { name, head, bytes } = mp4BoxHead(start, 0, file.size - at);
    if (!/^[\w ©-]{4}$/.test(name) || bytes < head) return null;
    if (name === 'moov') return bytes > MAX_TABLES ? null : new DataView(await file.slice(at + head, at + bytes).arrayBuffer());
    at += bytes;
  }
  return null;
}

/** What the edit list leaves out at the beginning, in units of the track. */
function primingOf(view: DataView, track: Mp4Box): number {
  const edits = mp4Find(view, track, 'edts', 'elst');
  if (!edits || view.getUint32(edits.from + 4) === 0) return 0;
  const start = view.getUint8(edits.from) === 1 ? Number(view.getBigInt64(edits.from + 16)) : view.getInt32(edits.from + 12);
  return Math.max(0, start);
}

async function* packetsOf(file: Blob, { count, offsets, sizes }: Mp4Samples, signal: AbortSignal): AsyncIterable<CodedPacket> {
  for (let i = 0; i < count && !signal.aborted; ) {
    const from = offsets[i]!;
    let to = from + sizes[i]!;
    let next = i + 1;
    while (next < count && offsets[next]! >= from && offsets[next]! + sizes[next]! <= from + SLICE) {
      to = Math.max(to, offsets[next]! + sizes[next]!);
      next++;
    }
    const bytes = await fileBytes(file, from, to - from);
    for (; i < next; i++) {
      const at = offsets[i]! - from;
      // The file was cut: what is behind its end is missing.
      if (at + sizes[i]! > bytes.length) return;
      yield { bytes: bytes.slice(at, at + sizes[i]!), at: i };
    }
  }
}
