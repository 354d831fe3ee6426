/** Arrays keep their element type; 64-bit integers and booleans included. */
export type GgufArray =
  | readonly string[]
  | readonly boolean[]
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigUint64Array
  | BigInt64Array;

/** A 64-bit integer is a number when it is a safe one, else a bigint. */
export type GgufValue = string | number | bigint | boolean | GgufArray;

/** Keys as in the file (`llama.block_count`...). A Map, because a key may be any text, `__proto__` too. */
export type GgufMetadata = ReadonlyMap<string, GgufValue>;
