/**
 * `rotateKeys` for all layers of a slot at once: they turn by the same angles, whose cosines cost more than the rest.
 *
 * @param layers per layer `[heads, headDim]`; not changed
 * @returns the same in new memory
 */
export function rotateLayers(
  layers: readonly Float32Array[],
  shift: number,
  inverseFrequencies: readonly number[],
): Float32Array[] {
  const half = inverseFrequencies.length;
  const cos = Float64Array.from(inverseFrequencies, (frequency) => Math.cos(shift * frequency));
  const sin = Float64Array.from(inverseFrequencies, (frequency) => Math.sin(shift * frequency));
  return layers.map((keys) => {
    const rotated = new Float32Array(keys.length);
    for (let head = 0; head < keys.length; head += 2 * half) {
      for (let i = 0; i < half; i++) {
        const first = keys[head + i]!;
        const second = keys[head + half + i]!;
        rotated[head + i] = first * cos[i]! - second * sin[i]!;
        rotated[head + half + i] = second * cos[i]! + first * sin[i]!;
      }
    }
    return rotated;
  });
}
