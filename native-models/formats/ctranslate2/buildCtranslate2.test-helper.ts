export interface Ctranslate2TestVariable {
  name: string;
  shape: readonly number[];
  /** the number of the type in the file */
  type: number;
  data: Uint8Array;
}

export const u32 = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);

/** A name as the file has it. */
export function nameBytes(name: string): Uint8Array {
  const text = new TextEncoder().encode(`${name}\0`);
  return Buffer.concat([new Uint8Array(Uint16Array.of(text.length).buffer), text]);
}

/** A `model.bin` in memory. */
export function buildCtranslate2(
  variables: readonly Ctranslate2TestVariable[],
  { aliases = [], version = 6 }: { aliases?: readonly (readonly [string, string])[]; version?: number } = {},
): Uint8Array {
  const parts = [u32(version), nameBytes('WhisperSpec'), u32(3), u32(variables.length)];
  for (const { name, shape, type, data } of variables) {
    parts.push(
      nameBytes(name),
      Uint8Array.of(shape.length),
      ...shape.map(u32),
      Uint8Array.of(type),
      u32(data.length),
      data,
    );
  }
  parts.push(u32(aliases.length), ...aliases.flat().map(nameBytes));
  return new Uint8Array(Buffer.concat(parts));
}
