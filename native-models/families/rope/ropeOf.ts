import type { Rope } from '../../graphs/DecoderModel.ts';
import type { RopeScaling } from './RopeScaling.ts';

/**
 * Frequencies of rotary position embedding (Su et al. 2021, arXiv:2104.09864) with a model's scaling, in float64.
 * yarn: Peng et al. 2023, arXiv:2309.00071, section 3. All of them are free of the length of the text.
 */
export function ropeOf(headDim: number, theta: number, scaling: RopeScaling): Rope {
  const plain = Float64Array.from({ length: headDim / 2 }, (_, pair) => theta ** ((-2 * pair) / headDim));
  switch (scaling.type) {
    case 'default':
      return { inverseFrequencies: plain, attentionFactor: 1 };
    case 'linear':
      return { inverseFrequencies: plain.map((frequency) => frequency / scaling.factor), attentionFactor: 1 };
    case 'divisors':
      return { inverseFrequencies: plain.map((frequency, pair) => frequency / scaling.divisors[pair]!), attentionFactor: 1 };
    case 'llama3':
      return { inverseFrequencies: plain.map((frequency) => llama3Frequency(frequency, scaling)), attentionFactor: 1 };
    case 'yarn':
      return { inverseFrequencies: yarnFrequencies(plain, headDim, theta, scaling), attentionFactor: scaling.attentionFactor };
  }
}

/** Long waves are stretched by the factor, short ones kept, those between mixed (transformers, `modeling_rope_utils`). */
function llama3Frequency(frequency: number, scaling: RopeScaling & { type: 'llama3' }): number {
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalPositions } = scaling;
  const turns = (originalPositions * frequency) / (2 * Math.PI);
  if (turns < low) return frequency / factor;
  if (turns > high) return frequency;
  const kept = (turns - low) / (high - low);
  return ((1 - kept) * frequency) / factor + kept * frequency;
}

function yarnFrequencies(plain: Float64Array, dim: number, theta: number, scaling: RopeScaling & { type: 'yarn' }): Float64Array {
  /** the pair that turns so many times within the original positions */
  const pairOf = (turns: number) => (dim * Math.log(scaling.originalPositions / (turns * 2 * Math.PI))) / (2 * Math.log(theta));
  const [floor, ceil] = scaling.truncate ? [Math.floor, Math.ceil] : [Number, Number];
  const first = Math.max(floor(pairOf(scaling.betaFast)), 0);
  const last = Math.min(ceil(pairOf(scaling.betaSlow)), dim - 1);
  const width = first === last ? 0.001 : last - first;
  return plain.map((frequency, pair) => {
    const stretched = Math.min(Math.max((pair - first) / width, 0), 1);
    return (stretched * frequency) / scaling.factor + (1 - stretched) * frequency;
  });
}

/** yarn's default for the factor of cos and sin: `0.1 mscale ln(factor) + 1` (equation 22). */
export function yarnAttentionFactor(factor: number, mscale = 1): number {
  return factor <= 1 ? 1 : 0.1 * mscale * Math.log(factor) + 1;
}
