import type { CodedSound } from './CodedSound.ts';
import { mp4Boxes, mp4Find, type Mp4Box } from './mp4Boxes.ts';

/** What stands in a description of sound before its own boxes; QuickTime's second version has more. */
const SOUND_HEAD = 28;
const QUICKTIME_EXTRA = 16;
/** The length of a descriptor has at most so many bytes, of seven bits each. */
const LENGTH_BYTES = 4;

/** How the sound of a track is coded: AAC, or MP3. Null for what else there is. */
export function mp4Codec(view: DataView, table: Mp4Box): Pick<CodedSound, 'codec' | 'sampleRate' | 'channels' | 'description'> | null {
  const list = mp4Find(view, table, 'stsd');
  const entry = list && mp4Boxes(view, list.from + 8, list.to)[0];
  if (!entry || (entry.name !== 'mp4a' && entry.name !== '.mp3')) return null;
  const channels = view.getUint16(entry.from + 16);
  const sampleRate = view.getUint16(entry.from + 24);
  if (entry.name === '.mp3') return { codec: 'mp3', sampleRate, channels };
  const isQuickTime = view.getUint16(entry.from + 8) === 1;
  const parts = mp4Boxes(view, entry.from + SOUND_HEAD + (isQuickTime ? QUICKTIME_EXTRA : 0), entry.to);
  const wave = parts.find(({ name }) => name === 'wave');
  const esds = parts.find(({ name }) => name === 'esds') ?? (wave && mp4Find(view, wave, 'esds'));
  if (!esds) return null;
  const found = descriptorsOf(view, esds.from + 4, esds.to);
  if (found.objectType === 0x6b || found.objectType === 0x69) return { codec: 'mp3', sampleRate, channels };
  if (found.objectType !== 0x40 || !found.config || found.config.length < 2) return null;
  const description = found.config;
  const kind = description[0]! >> 3;
  return { codec: `mp4a.40.${kind}`, sampleRate, channels, description };
}

/** Descriptors of MPEG-4 (ISO 14496-1, section 7.2.6): what kind of coding it is, and what its decoder must know. */
function descriptorsOf(view: DataView, from: number, to: number): { objectType: number | null; config: Uint8Array<ArrayBuffer> | null } {
  let objectType: number | null = null;
  let config: Uint8Array<ArrayBuffer> | null = null;
  let at = from;
  while (at + 2 <= to) {
    const tag = view.getUint8(at++);
    let length = 0;
    for (let [more, left] = [true, LENGTH_BYTES]; more && left > 0 && at < to; left--) {
      const byte = view.getUint8(at++);
      length = (length << 7) | (byte & 0x7f);
      more = (byte & 0x80) !== 0;
    }
    // The first two hold the others: they are entered. 3: stream, 4: decoder, 5: what it must know.
    if (tag === 3) {
      const flags = view.getUint8(at + 2);
      at += 3 + (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + view.getUint8(at + 3) : 0) + (flags & 0x20 ? 2 : 0);
    } else if (tag === 4) {
      objectType = view.getUint8(at);
      at += 13;
    } else {
      if (tag === 5) config = new Uint8Array(view.buffer.slice(view.byteOffset + at, view.byteOffset + Math.min(to, at + length)) as ArrayBuffer);
      at += length;
    }
  }
  return { objectType, config };
}
