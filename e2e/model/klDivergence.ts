/**
 * Kullback-Leibler divergence in nats from the distribution of the logits `reference` to that of `other`: what coding
 * with the other one costs on average. Sums in float64.
 */
export function klDivergence(reference: Float32Array, other: Float32Array): number {
  const ofReference = logSumExp(reference);
  const ofOther = logSumExp(other);
  let sum = 0;
  for (const [index, logit] of reference.entries()) {
    const logProbability = logit - ofReference;
    sum += Math.exp(logProbability) * (logProbability - ((other[index] ?? Number.NaN) - ofOther));
  }
  return sum;
}

function logSumExp(logits: Float32Array): number {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  return largest + Math.log(sum);
}
