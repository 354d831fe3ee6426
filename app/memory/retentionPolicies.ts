import { keepDiverseKeys } from './keepDiverseKeys.ts';
import { keepHeavyHitters } from './keepHeavyHitters.ts';
import { keepSinks } from './keepSinks.ts';
import { keepSurprising } from './keepSurprising.ts';
import { keepWindow } from './keepWindow.ts';
import type { Policy } from './Policy.ts';
import type { RetentionPolicy } from './RetentionPolicy.ts';

/** What a slot's score measures: surprisal in nats, attention per token, or how far its key is from the mean key. */
export type Measure = 'surprisal' | 'attention' | 'keys';

interface Retention {
  readonly policy: Policy;
  /** what the policy needs to be scored; null when it needs nothing */
  readonly measure: Measure | null;
  /** a score as 0 to 1, to be shown */
  readonly share: (score: number) => number;
}

const asItIs = (score: number) => Math.min(1, Math.max(0, score));

/** The policies by name. */
export const retentionPolicies: Readonly<Record<RetentionPolicy, Retention>> = {
  sinks: { policy: keepSinks, measure: null, share: asItIs },
  window: { policy: keepWindow, measure: null, share: asItIs },
  // 1 minus the probability of the token
  entropy: { policy: keepSurprising(), measure: 'surprisal', share: (score) => 1 - Math.exp(-score) },
  'heavy-hitter': { policy: keepHeavyHitters, measure: 'attention', share: asItIs },
  'key-diversity': { policy: keepDiverseKeys, measure: 'keys', share: asItIs },
};
