/**
 * xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), its four words of state
 * drawn from a seed and a stream number by splitmix32: the same seed and stream give the same numbers on every machine.
 * Answers use the number of the token as the stream, so that an answer that is continued draws what it would have drawn
 * without the pause.
 *
 * @param seed 32-bit unsigned integer
 * @returns a function whose calls give numbers in [0, 1) with 32 random bits
 */
export function createRandom(seed: number, stream = 0): () => number {
  const next = splitmix32((seed ^ Math.imul(stream + 1, 0x9e3779b1)) | 0);
  let [a, b, c, d] = [next(), next(), next(), next() | 1];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result / 2 ** 32;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return word ^ (word >>> 15);
  };
}
