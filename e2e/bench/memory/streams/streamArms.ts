import type { RetentionPolicy } from '../../../../app/memory/RetentionPolicy.ts';

export interface StreamArm {
  readonly policy: RetentionPolicy;
  /** the whole stream is in view, as far as the model can see */
  readonly isFull?: boolean;
  /** questions are asked with what a search by words brings back, and with blocks of keys and values instead */
  readonly recalls?: boolean;
}

/** The ways in which a stream is remembered. */
export const streamArms = {
  full: { policy: 'sinks', isFull: true },
  window: { policy: 'window' },
  sinks: { policy: 'sinks' },
  entropy: { policy: 'entropy' },
  'heavy-hitter': { policy: 'heavy-hitter' },
  'key-diversity': { policy: 'key-diversity' },
  recall: { policy: 'sinks', recalls: true },
} as const satisfies Record<string, StreamArm>;

export type StreamArmName = keyof typeof streamArms;
