import type { Channel } from './Channel.ts';
import type { SuiteState } from './suiteService.test-helper.ts';

/** The near end of a carrier whose far end runs `serveSuite`, in this process or in another. */
export interface SuitePair {
  readonly near: Channel;
  /** what `serveSuite` returned; left out when the far end is in another process */
  readonly state?: SuiteState;
  dispose(): Promise<void> | void;
}
