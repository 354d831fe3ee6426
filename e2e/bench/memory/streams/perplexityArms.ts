import { dropOldest } from '../../../../app/memory/dropOldest.ts';
import type { Policy } from '../../../../app/memory/Policy.ts';
import type { StreamOptions } from '../../../../main/engine/perplexity/streamPerplexity.ts';

/** Only the very first token stays for good. */
const oneSink: Policy = (slots, incoming, options) => dropOldest(slots, incoming, options, ({ position }) => position > 0);

/** Ways to read a long text with a cache of fixed size, but for the first, which has no bound. */
export const perplexityArms = {
  dense: { policy: 'dense' },
  window: { policy: 'window' },
  'window, keys not moved': { policy: 'window', reanchor: false },
  sinks: { policy: 'sinks' },
  'sinks, keys not moved': { policy: 'sinks', reanchor: false },
  '1 sink': { policy: oneSink },
  entropy: { policy: 'entropy' },
  'heavy-hitter': { policy: 'heavy-hitter' },
  'key-diversity': { policy: 'key-diversity' },
  recompute: 'recompute',
} as const satisfies Record<string, Pick<StreamOptions, 'policy' | 'reanchor'> | 'recompute'>;

export type PerplexityArm = keyof typeof perplexityArms;
