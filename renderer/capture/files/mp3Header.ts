/** What the head of a frame of MPEG audio, layer III, tells. */
export interface Mp3Header {
  /** of the frame, head included */
  readonly bytes: number;
  /** in the frame, of each channel */
  readonly samples: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** of what lies between the head and the sound */
  readonly sideBytes: number;
}

export const MP3_HEAD = 4;

const BITRATES_1 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [44_100, 48_000, 32_000];

/** Reads the head of a frame (ISO 11172-3 and 13818-3); null where there is none. Free bit rates are not known. */
export function mp3Header(bytes: Uint8Array, at: number): Mp3Header | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + MP3_HEAD);
  if (at + MP3_HEAD > bytes.length || first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const bitrate = (version === 3 ? BITRATES_1 : BITRATES_2)[(third >> 4) - 1];
  const rate = RATES[(third >> 2) & 3];
  if (version === 1 || layer !== 1 || bitrate === undefined || rate === undefined) return null;
  // Version 1 is coded 3, version 2 is coded 2 with half of its rates, version 2.5 is coded 0 with a quarter.
  const sampleRate = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  const samples = version === 3 ? 1_152 : 576;
  const channels = fourth >> 6 === 3 ? 1 : 2;
  const padding = (third >> 1) & 1;
  const sideBytes = version === 3 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  return { bytes: Math.floor((samples * bitrate * 125) / sampleRate) + padding, samples, sampleRate, channels, sideBytes };
}
