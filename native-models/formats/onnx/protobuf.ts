/**
 * The part of the protocol buffers' wire format that ONNX needs (protobuf.dev/programming-guides/encoding): varint
 * (wire type 0), length-delimited (2) and 32-bit (5) fields. Each function gives the bytes of one field.
 */
export const protobuf = {
  varint: (field: number, value: number): Uint8Array => Uint8Array.from([...base128(field << 3), ...base128(value)]),

  bytes: (field: number, value: Uint8Array): Uint8Array => concat([tagged(field, value.length), value]),

  text: (field: number, value: string): Uint8Array => protobuf.bytes(field, new TextEncoder().encode(value)),

  message: (field: number, parts: readonly Uint8Array[]): Uint8Array => {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    return concat([tagged(field, length), ...parts]);
  },

  float: (field: number, value: number): Uint8Array => {
    const out = new Uint8Array(5);
    out[0] = (field << 3) | 5;
    new DataView(out.buffer).setFloat32(1, value, true);
    return out;
  },
};

function tagged(field: number, length: number): Uint8Array {
  return Uint8Array.from([...base128((field << 3) | 2), ...base128(length)]);
}

/** Seven bits a byte, lowest first. A negative number is its 64-bit two's complement, ten bytes long. */
function base128(value: number): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const out: number[] = [];
  while (rest > 127n) {
    out.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...out, Number(rest)];
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
