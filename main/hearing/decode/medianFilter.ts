/**
 * The median of the `width` (odd) values around each, written to `result`, which has as many; both ends are mirrored.
 * Rows too short for that stay.
 */
export function medianFilter(values: Float64Array, width: number, result: Float64Array): void {
  const half = (width - 1) / 2;
  const last = values.length - 1;
  if (last < half) {
    result.set(values);
    return;
  }
  const wide = mirrored(values, half);
  // In their order; from one place to the next one value leaves and one comes.
  const around = wide.slice(0, width).toSorted();
  result[0] = around[half]!;
  for (let at = 1; at <= last; at++) {
    const gone = wide[at - 1]!;
    const come = wide[at + width - 1]!;
    let rank = 0;
    while (rank < width - 1 && around[rank]! !== gone) rank++;
    for (; rank + 1 < width && around[rank + 1]! < come; rank++) around[rank] = around[rank + 1]!;
    for (; rank > 0 && around[rank - 1]! > come; rank--) around[rank] = around[rank - 1]!;
    around[rank] = come;
    result[at] = around[half]!;
  }
}

/** Values with so many of their mirror image at both ends. */
function mirrored(values: Float64Array, count: number): Float64Array {
  const wide = new Float64Array(values.length + 2 * count);
  wide.set(values, count);
  for (let at = 1; at <= count; at++) {
    wide[count - at] = values[at]!;
    wide[count + values.length - 1 + at] = values[values.length - 1 - at]!;
  }
  return wide;
}
