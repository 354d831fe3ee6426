/** How the samples of a WAV file lie in it. */
export interface WavLayout {
  readonly kind: 'integer' | 'float';
  readonly bits: 8 | 16 | 24 | 32 | 64;
  readonly channels: number;
  readonly sampleRate: number;
  /** of the first sample, in bytes */
  readonly from: number;
  /** of all samples, whole moments only; as much as is there, where the file was cut */
  readonly bytes: number;
}

const RIFF_HEAD = 12;
const CHUNK_HEAD = 8;
/** Chunks before the samples that are looked at: tags and the like. */
const MAX_CHUNKS = 64;
/** Length that says: see `ds64`, or it was not known when the head was written. */
const UNKNOWN = 0xff_ff_ff_ff;
const RATES = { least: 1_000, most: 384_000 };
const MAX_CHANNELS = 32;

const [INTEGER, FLOAT, EXTENSIBLE] = [1, 3, 0xff_fe];

/** Reads the head of a WAV or RF64 file (RIFF, EBU 3306). Null when it is none, or none of plain samples. */
export async function readWav(file: Blob): Promise<WavLayout | null> {
  const view = async (from: number, bytes: number): Promise<DataView> => new DataView(await file.slice(from, from + bytes).arrayBuffer());
  const head = await view(0, RIFF_HEAD);
  if (head.byteLength < RIFF_HEAD || !['RIFF', 'RF64'].includes(tagAt(head, 0)) || tagAt(head, 8) !== 'WAVE') return null;
  let format: Pick<WavLayout, 'kind' | 'bits' | 'channels' | 'sampleRate'> | null = null;
  let longLength: number | null = null;
  let at = RIFF_HEAD;
  for (let count = 0; count < MAX_CHUNKS; count++) {
    const chunk = await view(at, CHUNK_HEAD + 40);
    if (chunk.byteLength < CHUNK_HEAD) return null;
    const [tag, length] = [tagAt(chunk, 0), chunk.getUint32(4, true)];
    if (tag === 'fmt ') format = formatOf(chunk);
    if (tag === 'ds64' && chunk.byteLength >= CHUNK_HEAD + 16) longLength = Number(chunk.getBigUint64(CHUNK_HEAD + 8, true));
    if (tag === 'data') {
      if (!format) return null;
      const from = at + CHUNK_HEAD;
      const told = length === UNKNOWN || length === 0 ? (longLength ?? file.size) : length;
      const there = Math.min(told, file.size - from);
      const moment = (format.channels * format.bits) / 8;
      return { ...format, from, bytes: there - (there % moment) };
    }
    // Chunks begin at even places.
    at += CHUNK_HEAD + length + (length % 2);
  }
  return null;
}

function formatOf(chunk: DataView): Pick<WavLayout, 'kind' | 'bits' | 'channels' | 'sampleRate'> | null {
  if (chunk.byteLength < CHUNK_HEAD + 16) return null;
  const told = chunk.getUint16(CHUNK_HEAD, true);
  // The extended form has the number of the format at the beginning of a longer name.
  const code = told === EXTENSIBLE && chunk.byteLength >= CHUNK_HEAD + 26 ? chunk.getUint16(CHUNK_HEAD + 24, true) : told;
  const channels = chunk.getUint16(CHUNK_HEAD + 2, true);
  const sampleRate = chunk.getUint32(CHUNK_HEAD + 4, true);
  const bits = chunk.getUint16(CHUNK_HEAD + 14, true);
  const kind = code === INTEGER ? 'integer' : code === FLOAT ? 'float' : null;
  if (kind === null || channels < 1 || channels > MAX_CHANNELS || sampleRate < RATES.least || sampleRate > RATES.most) return null;
  const possible = kind === 'float' ? [32, 64] : [8, 16, 24, 32];
  return possible.includes(bits) ? { kind, bits: bits as WavLayout['bits'], channels, sampleRate } : null;
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}
