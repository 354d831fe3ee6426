import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import type { Settings } from '../../../app/settings/Settings.ts';

/** Whether the engine must load the graph that tells more than logits. */
export function needsScores({ retention }: Pick<Settings, 'retention'>): boolean {
  const { measure } = retentionPolicies[retention];
  return measure === 'surprisal' || measure === 'attention';
}
