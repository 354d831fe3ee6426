import { AppError } from '../../app/contract/AppError.ts';

/** Samples from int16, little-endian. Errors: `bad-request` for half a sample, `too-large` for more than `most`. */
export function samplesOf(bytes: Uint8Array, most: number): Int16Array {
  if (bytes.length % 2 !== 0)
    throw new AppError('bad-request', 'A piece of sound ends in half a sample; this is a fault of the program.');
  if (bytes.length / 2 > most) {
    throw new AppError(
      'too-large',
      `A piece of sound has ${bytes.length / 2} samples, more than ${most}; this is a fault of the program.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int16Array.from({ length: bytes.length / 2 }, (_, at) => view.getInt16(2 * at, true));
}
