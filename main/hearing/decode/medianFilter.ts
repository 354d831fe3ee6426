/** The median of the `width` (odd) values around each; both ends are mirrored. Rows too short for that stay. */
export function medianFilter(values: Float64Array, width: number): Float64Array {
  const half = (width - 1) / 2;
  const last = values.length - 1;
  if (last < half) return values.slice();
  return values.map((_, at) => {
    const around = Float64Array.from({ length: width }, (_, offset) => {
      const place = Math.abs(at - half + offset);
      return values[place > last ? 2 * last - place : place]!;
    });
    return around.toSorted()[half]!;
  });
}
