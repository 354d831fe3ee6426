import type { RetentionPolicy } from './RetentionPolicy.ts';
import { retentionPolicies } from './retentionPolicies.ts';

/** Whether a policy measures what only the graph tells that tells more than logits. */
export function needsScores(policy: RetentionPolicy): boolean {
  const { measure } = retentionPolicies[policy];
  return measure === 'surprisal' || measure === 'attention';
}
