/** `fLaC`, the head of a block, and what a stream is (STREAMINFO; RFC 9639, section 8.2). */
const HEAD = 42;

/** What the head of a FLAC stream says. */
export interface FlacFormat {
  readonly sampleRate: number;
  readonly channels: number;
  /** of one channel; null where the head does not tell */
  readonly samples: number | null;
  /** bytes of the shortest frame; 0 where the head does not tell */
  readonly shortest: number;
}

/** Null for bytes that are no FLAC stream. */
export function flacFormat(bytes: Uint8Array<ArrayBuffer>): FlacFormat | null {
  if (bytes.length < HEAD) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEAD);
  if (view.getUint32(0) !== FLAC || (bytes[4]! & 0x7f) !== 0) return null;
  const packed = view.getBigUint64(18);
  const sampleRate = Number(packed >> 44n);
  if (sampleRate === 0) return null;
  const samples = Number(packed & 0xf_ffff_ffffn);
  return { sampleRate, channels: Number((packed >> 41n) & 7n) + 1, samples: samples === 0 ? null : samples, shortest: (view.getUint8(12) << 16) | view.getUint16(13) };
}

/** What a decoder must know: the head, as if nothing followed it. */
export function flacDescription(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const head = bytes.slice(0, HEAD);
  head[4] = 0x80;
  return head;
}

/** `fLaC` */
const FLAC = 0x66_4c_61_43;
