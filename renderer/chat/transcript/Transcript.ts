import type { Activity } from '../../../app/contract/services/chat.ts';
import type { QueuedMessage } from '../../../app/conversation/QueuedMessage.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { CacheUsage } from '../../../app/memory/CacheUsage.ts';

/** What the window holds of one conversation. Changed by pure functions only. */
export interface Transcript {
  readonly conversationId: string;
  /** a run of the active path without gaps, oldest first */
  readonly turns: readonly Turn[];
  /** turns of the path before the first and after the last of `turns` */
  readonly earlier: number;
  readonly later: number;
  /** false until the first page has come */
  readonly loaded: boolean;
  readonly activity: Activity;
  readonly queue: readonly QueuedMessage[];
  /** null until the model has read this conversation */
  readonly usage: CacheUsage | null;
  /** of the answer being written */
  readonly tokensPerSecond: number | null;
}

export function emptyTranscript(conversationId: string): Transcript {
  return {
    conversationId,
    turns: [],
    earlier: 0,
    later: 0,
    loaded: false,
    activity: { kind: 'idle' },
    queue: [],
    usage: null,
    tokensPerSecond: null,
  };
}
