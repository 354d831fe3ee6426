import type { CodedSound } from './CodedSound.ts';
import { type EbmlElement, ebmlElements } from './ebmlElements.ts';
import { ForwardReader } from './ForwardReader.ts';

/** Identifiers of Matroska (RFC 9559, section 5). */
export const ID = {
  ebml: 0x1a_45_df_a3, segment: 0x18_53_80_67, info: 0x15_49_a9_66, scale: 0x2a_d7_b1, duration: 0x44_89, tracks: 0x16_54_ae_6b, track: 0xae, number: 0xd7, type: 0x83,
  codec: 0x86, private: 0x63_a2, delay: 0x56_aa, encodings: 0x6d_80, audio: 0xe1, rate: 0xb5, channels: 0x9f, cluster: 0x1f_43_b6_75, group: 0xa0, block: 0xa1, simpleBlock: 0xa3,
} as const;
/** Those whose content is elements. */
export const MASTERS: ReadonlySet<number> = new Set([ID.segment, ID.info, ID.tracks, ID.track, ID.audio, ID.cluster, ID.group]);

const SOUND = 2;
/** What a decoder must know beforehand is a few kilobytes. */
const MAX_VALUE = 1_024 * 1_024;
const MAX_ELEMENTS = 10_000;
const NANOSECONDS = 1e9;
const OPUS_RATE = 48_000;

interface Track {
  number: number;
  type: number;
  codec: string;
  private: Uint8Array<ArrayBuffer> | null;
  delay: number;
  isEncoded: boolean;
  rate: number;
  channels: number;
}

/** The sound of a WebM or Matroska file, and the number of its track. */
export interface WebmTrack extends Omit<CodedSound, 'packets'> {
  readonly number: number;
}

/** The first track whose sound a browser may decode; null for a file that is of another kind, or has none. */
export async function webmTrack(file: Blob): Promise<WebmTrack | null> {
  const reader = new ForwardReader(file);
  const tracks: Track[] = [];
  let [scale, duration, count] = [1e6, Number.NaN, 0];
  const value = async ({ bytes }: EbmlElement): Promise<Uint8Array<ArrayBuffer>> => (bytes <= MAX_VALUE ? reader.peek(bytes) : new Uint8Array());
  for await (const element of ebmlElements(reader, MASTERS)) {
    const { id } = element;
    if ((count === 0 && id !== ID.ebml) || count++ > MAX_ELEMENTS) return null;
    if (id === ID.cluster) break;
    const track = tracks.at(-1);
    if (id === ID.track) tracks.push({ number: 0, type: 0, codec: '', private: null, delay: 0, isEncoded: false, rate: 8_000, channels: 1 });
    else if (id === ID.scale) scale = whole(await value(element));
    else if (id === ID.duration) duration = real(await value(element));
    else if (track) await take(track, id, () => value(element));
  }
  for (const track of tracks) {
    const coding = track.type === SOUND && !track.isEncoded ? codingOf(track) : null;
    const seconds = (duration * scale) / NANOSECONDS;
    // What an encoder of Opus put at the beginning its decoder leaves out by itself.
    const priming = coding?.codec === 'opus' ? 0 : track.delay / NANOSECONDS;
    if (coding) return { ...coding, number: track.number, priming, seconds: Number.isFinite(seconds) ? seconds : null };
  }
  return null;
}

async function take(track: Track, id: number, value: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
  switch (id) {
    case ID.number:
      track.number = whole(await value());
      return;
    case ID.type:
      track.type = whole(await value());
      return;
    case ID.codec:
      track.codec = new TextDecoder().decode(await value()).replaceAll('\0', '');
      return;
    case ID.private:
      track.private = await value();
      return;
    case ID.delay:
      track.delay = whole(await value());
      return;
    case ID.encodings:
      track.isEncoded = true;
      return;
    case ID.rate:
      track.rate = real(await value());
      return;
    case ID.channels:
      track.channels = whole(await value());
  }
}

/** As WebCodecs names it (its codec registry): what Matroska keeps for the decoder is what the decoder wants. */
function codingOf({ codec, private: description, rate, channels }: Track): Pick<CodedSound, 'codec' | 'sampleRate' | 'channels' | 'description'> | null {
  const common = { sampleRate: rate, channels, ...(description && { description }) };
  switch (codec) {
    case 'A_OPUS':
      return { ...common, codec: 'opus', sampleRate: OPUS_RATE };
    case 'A_VORBIS':
      return description && { ...common, codec: 'vorbis' };
    case 'A_FLAC':
      return description && { ...common, codec: 'flac' };
    case 'A_AAC':
      return description && description.length >= 2 ? { ...common, codec: `mp4a.40.${description[0]! >> 3}` } : null;
    case 'A_MPEG/L3':
      return { codec: 'mp3', sampleRate: rate, channels };
    default:
      return null;
  }
}

const whole = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

function real(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length === 4 ? view.getFloat32(0) : bytes.length === 8 ? view.getFloat64(0) : Number.NaN;
}
