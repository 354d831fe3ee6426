/** Transforms complex numbers in place: `real` and `imaginary` have the length the transform was made for. */
export type Fft = (real: Float64Array, imaginary: Float64Array) => void;

/** One pass: blocks of `size` numbers are made of `factor` blocks each; `cos`, `sin` are the roots, [size, factor]. */
interface Pass {
  readonly size: number;
  readonly factor: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/**
 * The discrete Fourier transform of a length that need not be a power of two (Cooley and Tukey 1965: one factor at a
 * time; lengths with large prime factors are slow). Not reentrant: it owns its scratch space.
 */
export function createFft(length: number): Fft {
  const factors = factorsOf(length);
  const order = inputOrder(length, factors);
  const passes = factors.toReversed().map((factor, index, all) =>
    pass(
      all.slice(0, index + 1).reduce((a, b) => a * b, 1),
      factor,
    ),
  );
  const [firstReal, firstImaginary] = [new Float64Array(length), new Float64Array(length)];
  const [secondReal, secondImaginary] = [new Float64Array(length), new Float64Array(length)];

  return (real, imaginary) => {
    let [fromReal, fromImaginary, toReal, toImaginary] = [firstReal, firstImaginary, secondReal, secondImaginary];
    for (let at = 0; at < length; at++) {
      fromReal[at] = real[order[at]!]!;
      fromImaginary[at] = imaginary[order[at]!]!;
    }
    for (const { size, factor, cos, sin } of passes) {
      const part = size / factor;
      for (let block = 0; block < length; block += size) {
        for (let k = 0, root = 0; k < size; k++) {
          let sumReal = 0;
          let sumImaginary = 0;
          for (let place = block + (k % part); place < block + size; place += part, root++) {
            const x = fromReal[place]!;
            const y = fromImaginary[place]!;
            sumReal += x * cos[root]! - y * sin[root]!;
            sumImaginary += x * sin[root]! + y * cos[root]!;
          }
          toReal[block + k] = sumReal;
          toImaginary[block + k] = sumImaginary;
        }
      }
      [fromReal, fromImaginary, toReal, toImaginary] = [toReal, toImaginary, fromReal, fromImaginary];
    }
    real.set(fromReal);
    imaginary.set(fromImaginary);
  };
}

function pass(size: number, factor: number): Pass {
  const angle = (at: number) => (-2 * Math.PI * ((Math.floor(at / factor) * (at % factor)) % size)) / size;
  const roots = (of: (angle: number) => number) =>
    Float64Array.from({ length: size * factor }, (_, at) => of(angle(at)));
  return { size, factor, cos: roots(Math.cos), sin: roots(Math.sin) };
}

/** Where each number of the first pass comes from: by the remainder of the first factor, then of the second... */
function inputOrder(length: number, factors: readonly number[]): Int32Array {
  let order = [0];
  let stride = length;
  for (const factor of factors.toReversed()) {
    stride /= factor;
    order = Array.from({ length: factor }, (_, f) => order.map((at) => at + f * stride)).flat();
  }
  return Int32Array.from(order);
}

/** Fours first: one pass of four is quicker than two of two. */
function factorsOf(value: number): number[] {
  const factors: number[] = [];
  let rest = value;
  for (; rest % 4 === 0; rest /= 4) factors.push(4);
  for (let factor = 2; rest > 1; factor++) {
    for (; rest % factor === 0; rest /= factor) factors.push(factor);
  }
  return factors;
}
