/** A field as it lies in the bytes: its number, its wire type and its raw value. */
export type WireField =
  | { readonly field: number; readonly wire: 0; readonly value: bigint }
  | { readonly field: number; readonly wire: 2; readonly value: Uint8Array }
  | { readonly field: number; readonly wire: 5; readonly value: number };

/** Takes a protocol buffers message apart, knowing nothing of its schema. Throws where the bytes are none. */
export function decodeProtobuf(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  const varint = (): bigint => {
    for (let value = 0n, shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('a varint is cut off');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new Error('a varint is longer than ten bytes');
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [field, wire] = [tag >> 3, tag & 7];
    if (wire === 0) {
      fields.push({ field, wire, value: BigInt.asIntN(64, varint()) });
    } else if (wire === 2) {
      const length = Number(varint());
      if (at + length > bytes.length) throw new Error(`field ${field} is cut off`);
      fields.push({ field, wire, value: bytes.subarray(at, (at += length)) });
    } else if (wire === 5) {
      fields.push({ field, wire, value: new DataView(bytes.buffer, bytes.byteOffset + at, 4).getFloat32(0, true) });
      at += 4;
    } else {
      throw new Error(`field ${field} has the wire type ${wire}`);
    }
  }
  return fields;
}
