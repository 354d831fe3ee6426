import { refusedFile } from '../refusedFile.ts';
import type { GgufMetadata } from './GgufMetadata.ts';

/**
 * Typed access to GGUF metadata. Each getter gives `undefined` for an absent key and throws `bad-file` when the value
 * has another type. `file` names the source in that error.
 */
export function ggufFields(metadata: GgufMetadata, file = 'model.gguf') {
  const refuse = (key: string, expected: string): never => {
    throw refusedFile('bad-file', file, `its metadata "${key}" is not ${expected}`);
  };
  return {
    string(key: string): string | undefined {
      const value = metadata.get(key);
      return value === undefined || typeof value === 'string' ? value : refuse(key, 'a text');
    },
    number(key: string): number | undefined {
      const value = metadata.get(key);
      return value === undefined || typeof value === 'number' ? value : refuse(key, 'a number');
    },
    boolean(key: string): boolean | undefined {
      const value = metadata.get(key);
      return value === undefined || typeof value === 'boolean' ? value : refuse(key, 'yes or no');
    },
    strings(key: string): readonly string[] | undefined {
      const value = metadata.get(key);
      if (value === undefined) return undefined;
      const sound = Array.isArray(value) && (value.length === 0 || typeof value[0] === 'string');
      return sound ? (value as readonly string[]) : refuse(key, 'a list of texts');
    },
    numbers(key: string): ArrayLike<number> | undefined {
      const value = metadata.get(key);
      if (value === undefined) return undefined;
      const sound =
        ArrayBuffer.isView(value) && !(value instanceof BigInt64Array) && !(value instanceof BigUint64Array);
      return sound ? value : refuse(key, 'a list of numbers');
    },
  };
}
