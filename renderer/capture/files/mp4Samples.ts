import { mp4Find, type Mp4Box } from './mp4Boxes.ts';

/** Where the samples of a track lie in the file, and when they are played. */
export interface Mp4Samples {
  readonly count: number;
  /** bytes from the beginning of the file */
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  /** of all, in the units of the track */
  readonly duration: number;
}

/** Samples of one track: a day of sound at 48 kHz. */
const MAX_SAMPLES = 8_000_000;

/** A packet of sound is a few thousand bytes; one of megabytes is none. */
const MAX_PACKET = 1_024 * 1_024;

/**
 * Reads the tables of a track (ISO 14496-12, section 8.6 and 8.7). Null when they are damaged.
 *
 * @param table the box `stbl`
 */
export function mp4Samples(view: DataView, table: Mp4Box): Mp4Samples | null {
  const [sizes, chunks, short, long, times] = ['stsz', 'stsc', 'stco', 'co64', 'stts'].map((name) => mp4Find(view, table, name));
  const places = short ?? long;
  if (!sizes || !chunks || !places || !times) return null;
  const each = view.getUint32(sizes.from + 4);
  const count = view.getUint32(sizes.from + 8);
  // A film in fragments has its samples elsewhere.
  if (count === 0 || count > MAX_SAMPLES || (each === 0 && sizes.from + 12 + 4 * count > sizes.to)) return null;
  const result = { count, sizes: new Uint32Array(count), offsets: new Float64Array(count) };
  for (let i = 0; i < count; i++) result.sizes[i] = each === 0 ? view.getUint32(sizes.from + 12 + 4 * i) : each;
  if (result.sizes.some((bytes) => bytes > MAX_PACKET)) return null;

  const width = short ? 4 : 8;
  const placeCount = Math.min(view.getUint32(places.from + 4), Math.floor((places.to - places.from - 8) / width));
  const runs = Math.min(view.getUint32(chunks.from + 4), Math.floor((chunks.to - chunks.from - 8) / 12));
  let sample = 0;
  for (let run = 0; run < runs && sample < count; run++) {
    const entry = chunks.from + 8 + 12 * run;
    const [first, perChunk] = [view.getUint32(entry) - 1, view.getUint32(entry + 4)];
    const last = run + 1 < runs ? view.getUint32(entry + 12) - 1 : placeCount;
    // Runs that go back, or hold nothing, would be walked through for hours.
    if (first < 0 || perChunk === 0 || (run + 1 < runs && last <= first)) return null;
    for (let chunk = first; chunk < Math.min(last, placeCount); chunk++) {
      let at = short ? view.getUint32(places.from + 8 + 4 * chunk) : Number(view.getBigUint64(places.from + 8 + 8 * chunk));
      for (let i = 0; i < perChunk && sample < count; i++, sample++) {
        result.offsets[sample] = at;
        at += result.sizes[sample]!;
      }
    }
  }
  return sample < count ? null : { ...result, duration: durationOf(view, times) };
}

function durationOf(view: DataView, times: Mp4Box): number {
  const entries = Math.min(view.getUint32(times.from + 4), Math.floor((times.to - times.from - 8) / 8));
  let sum = 0;
  for (let i = 0; i < entries; i++) sum += view.getUint32(times.from + 8 + 8 * i) * view.getUint32(times.from + 12 + 8 * i);
  return sum;
}
