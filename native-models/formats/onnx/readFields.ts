/** A field of a protocol buffers message. */
export interface ProtobufField {
  readonly field: number;
  /** of a field of wire type 2; null for a number */
  readonly bytes: Uint8Array | null;
  /** of a field of wire type 0, exact up to 2^53 and never negative; 0 for all others */
  readonly number: number;
}

const NUMBER_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/**
 * The fields of a message in the order of the file (protobuf.dev/programming-guides/encoding), each a view, not a copy.
 * Errors: a `RangeError` with a reason when a field ends beyond the message or is of a kind that ONNX does not use.
 */
export function* readFields(message: Uint8Array): Generator<ProtobufField> {
  let at = 0;

  function varint(): number {
    let value = 0;
    for (let shift = 0; shift < 10; shift++) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('it ends in the middle of a number');
      value += (byte & 0x7f) * 2 ** (7 * shift);
      if (byte < 0x80) return value;
    }
    throw new RangeError('it has a number of more than ten bytes');
  }

  while (at < message.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (wireType === 0) {
      yield { field, bytes: null, number: varint() };
      continue;
    }
    const length = wireType === 2 ? varint() : NUMBER_BYTES[wireType];
    if (length === undefined) throw new RangeError(`it has a field of kind ${wireType}, which ONNX does not use`);
    // The sum may be beyond the exact integers; it is then beyond any message as well.
    if (at + length > message.length) throw new RangeError('it says that it is longer than it is');
    yield { field, bytes: wireType === 2 ? message.subarray(at, at + length) : null, number: 0 };
    at += length;
  }
}
