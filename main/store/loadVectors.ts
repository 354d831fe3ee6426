import type { DatabaseSync } from 'node:sqlite';
import { getLoadablePath } from 'sqlite-vec';

/** Vectors as they are stored: float32 in little-endian bytes. */
function floats(bytes: unknown): Float32Array {
  if (!(bytes instanceof Uint8Array)) return new Float32Array();
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset, Math.floor(bytes.byteLength / 4));
}

/** One minus the cosine of the angle between two vectors, as sqlite-vec computes it; null for a vector of zeros. */
function cosineDistance(a: Float32Array, b: Float32Array): number | null {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    ofA += a[i]! * a[i]!;
    ofB += b[i]! * b[i]!;
  }
  const norm = Math.sqrt(ofA * ofB);
  return norm > 0 ? 1 - product / norm : null;
}

/**
 * Gives a connection the function `vec_distance_cosine (blob, blob)`: that of sqlite-vec, or, where there is none for
 * this platform, one of ours, several times as slow. The connection must allow extensions; after this it does not.
 *
 * @param extension path of the extension; by default that of the installed package
 */
export function loadVectors(db: DatabaseSync, extension: () => string = getLoadablePath): void {
  try {
    // A packed program has it beside its archive: SQLite cannot load from inside.
    db.loadExtension(extension().replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'));
  } catch (error) {
    console.warn('sqlite-vec cannot be loaded here; vectors are compared in JavaScript:', String(error));
    db.function('vec_distance_cosine', { deterministic: true }, (a, b) => cosineDistance(floats(a), floats(b)));
  } finally {
    db.enableLoadExtension(false);
  }
}
