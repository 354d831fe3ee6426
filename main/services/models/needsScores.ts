import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import type { Settings } from '../../../app/settings/Settings.ts';

/** Whether the engine must load the graph that tells more than logits. */
export function needsScores({ retention, recallBlocks }: Pick<Settings, 'retention' | 'recallBlocks'>): boolean {
  const { measure } = retentionPolicies[retention];
  return recallBlocks || measure === 'surprisal' || measure === 'attention';
}
