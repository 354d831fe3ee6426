export interface SafetensorsTestTensor {
  name: string;
  dtype: string;
  shape: readonly number[];
  data: Uint8Array;
}

/** A safetensors file in memory: `u64 header length, JSON header, data`. */
export function buildSafetensors(
  tensors: readonly SafetensorsTestTensor[],
  metadata?: Record<string, string>,
): Uint8Array {
  const header: Record<string, unknown> = metadata ? { __metadata__: metadata } : {};
  let end = 0;
  for (const { name, dtype, shape, data } of tensors) {
    header[name] = { dtype, shape, data_offsets: [end, end + data.length] };
    end += data.length;
  }
  return buildSafetensorsFrom(JSON.stringify(header), Buffer.concat(tensors.map((tensor) => tensor.data)));
}

/** The same from the text of a header, valid or not. */
export function buildSafetensorsFrom(header: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = new Uint8Array(BigUint64Array.of(BigInt(text.length)).buffer);
  return new Uint8Array(Buffer.concat([length, text, data]));
}
