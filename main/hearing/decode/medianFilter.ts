/** The median of the `width` (odd) values around each; both ends are mirrored. Rows too short for that stay. */
export function medianFilter(values: Float64Array, width: number): Float64Array {
  const half = (width - 1) / 2;
  const last = values.length - 1;
  if (last < half) return values.slice();
  const around = new Float64Array(width);
  const result = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    // So few are sorted quickest by insertion.
    for (let offset = 0; offset < width; offset++) {
      const place = Math.abs(at - half + offset);
      const value = values[place > last ? 2 * last - place : place]!;
      let rank = offset;
      for (; rank > 0 && around[rank - 1]! > value; rank--) around[rank] = around[rank - 1]!;
      around[rank] = value;
    }
    result[at] = around[half]!;
  }
  return result;
}
