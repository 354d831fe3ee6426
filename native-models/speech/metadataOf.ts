import type { OnnxSummary } from '../formats/onnx/OnnxSummary.ts';
import { refusedFile } from '../formats/refusedFile.ts';

/** Metadata of an ONNX file, read as the native library wants it: it ends the process over an entry that it cannot read. */
export interface ModelMetadata {
  readonly has: (key: string) => boolean;
  readonly text: (key: string) => string;
  /** a whole number from `least` to `most` */
  readonly number: (key: string, least: number, most: number) => number;
  /** whole numbers with commas between; as many as `length`, when that is given, else a few */
  readonly list: (key: string, least: number, most: number, length?: number) => number[];
}

/** Entries of a list: encoders have six stacks. */
const MAX_LIST = 32;

/** Every function throws `bad-file` for an entry that is missing or is not what is asked for. */
export function metadataOf({ metadata }: OnnxSummary, file: string): ModelMetadata {
  const refuse = (reason: string) => refusedFile('bad-file', file, reason);
  const text = (key: string): string => {
    const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
    if (value === undefined || value === '') throw refuse(`its metadata lacks "${key}"; it was exported for another program, or by an old one`);
    return value;
  };
  const whole = (key: string, value: string, least: number, most: number): number => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw refuse(`its metadata has "${value.slice(0, 40)}" for "${key}", and ${least} to ${most} is possible`);
  };
  return {
    has: (key) => Object.hasOwn(metadata, key) && metadata[key] !== '',
    text,
    number: (key, least, most) => whole(key, text(key), least, most),
    list(key, least, most, length) {
      const values = text(key).split(',');
      if (length === undefined ? values.length > MAX_LIST : values.length !== length) {
        throw refuse(`its metadata has ${values.length} numbers for "${key}", and ${length ?? `at most ${MAX_LIST}`} are possible`);
      }
      return values.map((value) => whole(key, value, least, most));
    },
  };
}
