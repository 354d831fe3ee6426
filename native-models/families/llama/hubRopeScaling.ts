import { quoted } from '../../formats/quoted.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { yarnAttentionFactor } from '../rope/ropeOf.ts';
import type { RopeScaling } from '../rope/RopeScaling.ts';
import type { LlamaConfig, RopeSettings } from './LlamaConfig.ts';

/**
 * Rope of a `config.json` in either dialect. `dynamic` and `longrope` depend on the length of the text, so that cached
 * keys would have to change with it. Errors: `unsupported` for those and unknown ones, by name; `bad-file`.
 */
export function hubRopeScaling(config: LlamaConfig, source: string): { theta: number; scaling: RopeScaling } {
  const settings: RopeSettings = config.rope_parameters ?? config.rope_scaling ?? {};
  const theta = settings.rope_theta ?? config.rope_theta ?? 10_000;
  const type = settings.rope_type ?? settings.type ?? 'default';
  const required = (name: 'factor' | 'low_freq_factor' | 'high_freq_factor'): number => {
    const value = settings[name];
    if (value === undefined || value === null) throw refusedFile('bad-file', source, `its rope lacks "${name}"`);
    return value;
  };
  if ((settings.partial_rotary_factor ?? 1) !== 1) {
    throw refusedFile('unsupported', source, 'its rope turns only a part of each head ("partial_rotary_factor")');
  }
  const originalPositions =
    config.original_max_position_embeddings ?? settings.original_max_position_embeddings ?? config.max_position_embeddings;

  switch (type) {
    case 'default':
      return { theta, scaling: { type } };
    case 'linear':
      return { theta, scaling: { type, factor: required('factor') } };
    case 'llama3': {
      const [lowFrequencyFactor, highFrequencyFactor] = [required('low_freq_factor'), required('high_freq_factor')];
      return { theta, scaling: { type, factor: required('factor'), lowFrequencyFactor, highFrequencyFactor, originalPositions } };
    }
    case 'yarn':
      return { theta, scaling: yarn(settings, required('factor'), originalPositions) };
    default:
      throw refusedFile('unsupported', source, `its rope ${quoted(type)} is not one of default, linear, llama3 and yarn`);
  }
}

function yarn(settings: RopeSettings, factor: number, originalPositions: number): RopeScaling {
  const { mscale, mscale_all_dim: mscaleAll } = settings;
  const derived = mscale && mscaleAll ? yarnAttentionFactor(factor, mscale) / yarnAttentionFactor(factor, mscaleAll) : yarnAttentionFactor(factor);
  return {
    type: 'yarn',
    factor,
    originalPositions,
    betaFast: settings.beta_fast ?? 32,
    betaSlow: settings.beta_slow ?? 1,
    truncate: settings.truncate ?? true,
    attentionFactor: settings.attention_factor ?? derived,
  };
}
