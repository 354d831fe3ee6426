/** A packet of coded sound; decoders want them one by one. */
export interface CodedPacket {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** microseconds, where the file tells */
  readonly at: number;
}

/** Coded sound taken out of its container, as a decoder of the browser wants it. */
export interface CodedSound {
  /** as WebCodecs names it */
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** what the decoder must know beforehand */
  readonly description?: Uint8Array<ArrayBuffer>;
  readonly seconds: number | null;
  /** seconds at the beginning that the encoder put there and nobody is to hear */
  readonly priming: number;
  packets(signal: AbortSignal): AsyncIterable<CodedPacket>;
}
