/** Transforms complex numbers in place: `real` and `imaginary` have the length the transform was made for. */
export type Fft = (real: Float64Array, imaginary: Float64Array) => void;

/** One pass: blocks of `size` numbers are made of `factor` blocks each. */
interface Pass {
  readonly size: number;
  readonly factor: number;
  /** what a number is turned by before its block is joined with the others, [size / factor, factor] */
  readonly turns: Roots;
  /** the transform of `factor` numbers, [factor, factor] */
  readonly roots: Roots;
}

interface Roots {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** Real and imaginary parts of as many numbers as are transformed. */
interface Numbers {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
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
  const [first, second] = [numbersOf(length), numbersOf(length)];
  const joined = numbersOf(Math.max(1, ...factors));

  return (real, imaginary) => {
    let from = first;
    let to = second;
    for (let at = 0; at < length; at++) {
      from.real[at] = real[order[at]!]!;
      from.imaginary[at] = imaginary[order[at]!]!;
    }
    for (const one of passes) {
      if (one.factor === 4) joinFours(one, from, to);
      else if (one.factor === 5) joinFives(one, from, to, joined);
      else joinBlocks(one, from, to, joined);
      const read = from;
      from = to;
      to = read;
    }
    real.set(from.real);
    imaginary.set(from.imaginary);
  };
}

/** A pass of any factor: the definition of the transform of so many numbers. */
function joinBlocks({ size, factor, turns, roots }: Pass, from: Numbers, to: Numbers, scratch: Numbers): void {
  const part = size / factor;
  const { real: inReal, imaginary: inImaginary } = from;
  const { real: outReal, imaginary: outImaginary } = to;
  const { real, imaginary } = scratch;
  for (let block = 0; block < inReal.length; block += size) {
    for (let k = 0; k < part; k++) {
      for (let f = 0; f < factor; f++) {
        const x = inReal[block + f * part + k]!;
        const y = inImaginary[block + f * part + k]!;
        const cos = turns.cos[k * factor + f]!;
        const sin = turns.sin[k * factor + f]!;
        real[f] = x * cos - y * sin;
        imaginary[f] = x * sin + y * cos;
      }
      for (let q = 0; q < factor; q++) {
        let sumReal = 0;
        let sumImaginary = 0;
        for (let f = 0; f < factor; f++) {
          const cos = roots.cos[q * factor + f]!;
          const sin = roots.sin[q * factor + f]!;
          sumReal += real[f]! * cos - imaginary[f]! * sin;
          sumImaginary += real[f]! * sin + imaginary[f]! * cos;
        }
        outReal[block + q * part + k] = sumReal;
        outImaginary[block + q * part + k] = sumImaginary;
      }
    }
  }
}

/** A pass of factor 4, whose roots are 1, -i, -1 and i: sums and differences alone. */
function joinFours({ size, turns }: Pass, from: Numbers, to: Numbers): void {
  const part = size / 4;
  const { real: inReal, imaginary: inImaginary } = from;
  const { real: outReal, imaginary: outImaginary } = to;
  const { cos, sin } = turns;
  for (let block = 0; block < inReal.length; block += size) {
    for (let k = 0, root = 0; k < part; k++, root += 4) {
      const [first, second, third, fourth] = [block + k, block + k + part, block + k + 2 * part, block + k + 3 * part];
      const bx = inReal[second]! * cos[root + 1]! - inImaginary[second]! * sin[root + 1]!;
      const by = inReal[second]! * sin[root + 1]! + inImaginary[second]! * cos[root + 1]!;
      const cx = inReal[third]! * cos[root + 2]! - inImaginary[third]! * sin[root + 2]!;
      const cy = inReal[third]! * sin[root + 2]! + inImaginary[third]! * cos[root + 2]!;
      const dx = inReal[fourth]! * cos[root + 3]! - inImaginary[fourth]! * sin[root + 3]!;
      const dy = inReal[fourth]! * sin[root + 3]! + inImaginary[fourth]! * cos[root + 3]!;
      const evenX = inReal[first]! + cx;
      const evenY = inImaginary[first]! + cy;
      const apartX = inReal[first]! - cx;
      const apartY = inImaginary[first]! - cy;
      outReal[first] = evenX + (bx + dx);
      outImaginary[first] = evenY + (by + dy);
      outReal[second] = apartX + (by - dy);
      outImaginary[second] = apartY - (bx - dx);
      outReal[third] = evenX - (bx + dx);
      outImaginary[third] = evenY - (by + dy);
      outReal[fourth] = apartX - (by - dy);
      outImaginary[fourth] = apartY + (bx - dx);
    }
  }
}

/** A pass of factor 5: of its roots two are the mirror images of the other two. */
function joinFives({ size, turns, roots }: Pass, from: Numbers, to: Numbers, scratch: Numbers): void {
  const part = size / 5;
  const { real: outReal, imaginary: outImaginary } = to;
  const { real, imaginary } = scratch;
  const [cosOne, sinOne, cosTwo, sinTwo] = [roots.cos[6]!, roots.sin[6]!, roots.cos[7]!, roots.sin[7]!];
  for (let block = 0; block < outReal.length; block += size) {
    for (let k = 0; k < part; k++) {
      const place = block + k;
      for (let f = 0; f < 5; f++) {
        const x = from.real[place + f * part]!;
        const y = from.imaginary[place + f * part]!;
        const cos = turns.cos[5 * k + f]!;
        const sin = turns.sin[5 * k + f]!;
        real[f] = x * cos - y * sin;
        imaginary[f] = x * sin + y * cos;
      }
      const outerX = real[1]! + real[4]!;
      const outerY = imaginary[1]! + imaginary[4]!;
      const innerX = real[2]! + real[3]!;
      const innerY = imaginary[2]! + imaginary[3]!;
      const outerApartX = real[1]! - real[4]!;
      const outerApartY = imaginary[1]! - imaginary[4]!;
      const innerApartX = real[2]! - real[3]!;
      const innerApartY = imaginary[2]! - imaginary[3]!;
      const oneX = real[0]! + cosOne * outerX + cosTwo * innerX;
      const oneY = imaginary[0]! + cosOne * outerY + cosTwo * innerY;
      const twoX = real[0]! + cosTwo * outerX + cosOne * innerX;
      const twoY = imaginary[0]! + cosTwo * outerY + cosOne * innerY;
      const turnedOneX = sinOne * outerApartX + sinTwo * innerApartX;
      const turnedOneY = sinOne * outerApartY + sinTwo * innerApartY;
      const turnedTwoX = sinTwo * outerApartX - sinOne * innerApartX;
      const turnedTwoY = sinTwo * outerApartY - sinOne * innerApartY;
      outReal[place] = real[0]! + outerX + innerX;
      outImaginary[place] = imaginary[0]! + outerY + innerY;
      outReal[place + part] = oneX - turnedOneY;
      outImaginary[place + part] = oneY + turnedOneX;
      outReal[place + 2 * part] = twoX - turnedTwoY;
      outImaginary[place + 2 * part] = twoY + turnedTwoX;
      outReal[place + 3 * part] = twoX + turnedTwoY;
      outImaginary[place + 3 * part] = twoY - turnedTwoX;
      outReal[place + 4 * part] = oneX + turnedOneY;
      outImaginary[place + 4 * part] = oneY - turnedOneX;
    }
  }
}

function pass(size: number, factor: number): Pass {
  const roots = (count: number, of: number): Roots => {
    const angles = Float64Array.from({ length: count * factor }, (_, at) => {
      const turns = (Math.floor(at / factor) * (at % factor)) % of;
      return (-2 * Math.PI * turns) / of;
    });
    return { cos: angles.map(Math.cos), sin: angles.map(Math.sin) };
  };
  return { size, factor, turns: roots(size / factor, size), roots: roots(factor, factor) };
}

const numbersOf = (length: number): Numbers => ({ real: new Float64Array(length), imaginary: new Float64Array(length) });

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
