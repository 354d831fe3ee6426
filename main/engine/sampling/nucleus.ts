/** Steps into which distances are sorted; only one of them is ever sorted exactly. */
const STEPS = 4_096;

/**
 * Top-p (Holtzman et al., arXiv 1904.09751): the fewest of the likeliest whose weights reach `topP` of all of them,
 * the one that crosses the line included; of equals those that come first. Exact, in one pass over a histogram instead
 * of a sort, so that a flat distribution over 150,000 tokens costs no more than a sharp one.
 *
 * @param distances how far each log-weight is below the largest, 0 or more
 * @param weights exp(-distance)
 * @returns indices of those kept, ascending
 */
export function nucleus(distances: Float64Array, weights: Float64Array, topP: number): Int32Array {
  const steps = stepsOf(distances);
  const histogram = new Float64Array(STEPS);
  let total = 0;
  for (let i = 0; i < steps.length; i++) {
    histogram[steps[i]!]! += weights[i]!;
    total += weights[i]!;
  }
  const wanted = topP * total;
  let step = 0;
  let sum = 0;
  while (step < STEPS - 1 && sum + histogram[step]! < wanted) sum += histogram[step++]!;

  const crossing: number[] = [];
  const kept = new Int32Array(steps.length);
  let count = 0;
  for (let i = 0; i < steps.length; i++) {
    if (steps[i]! < step) kept[count++] = i;
    else if (steps[i] === step) crossing.push(i);
  }
  for (const i of crossing.toSorted((a, b) => distances[a]! - distances[b]! || a - b)) {
    if (sum >= wanted) break;
    kept[count++] = i;
    sum += weights[i]!;
  }
  return kept.subarray(0, count).toSorted();
}

function stepsOf(distances: Float64Array): Uint16Array {
  let farthest = 0;
  for (const distance of distances) if (distance > farthest) farthest = distance;
  const scale = farthest > 0 ? (STEPS - 1) / farthest : 0;
  const steps = new Uint16Array(distances.length);
  for (let i = 0; i < steps.length; i++) steps[i] = distances[i]! * scale;
  return steps;
}
