import type { Activity, ChatEvent } from '../../../app/contract/services/chat.ts';
import type { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { CacheUsage } from '../../../app/memory/CacheUsage.ts';
import type { BegunAnswer } from './BegunAnswer.ts';

/** What the host knows of one conversation while a window looks at it or an answer is being written. */
export interface Room {
  readonly conversationId: string;
  activity: Activity;
  usage: CacheUsage | null;
  /** the answer being written, with its text so far */
  answering: Turn | null;
  /** stops the answer being written; `ended` resolves when its last word is stored */
  run: { abort: AbortController; ended: Promise<void> } | null;
  /** the answer that is being written in case nothing more is said; it goes when anything else is to be answered */
  begun: BegunAnswer | null;
  /** stops what is being read ahead of time */
  ahead: AbortController | null;
  /** a spoken message and its answer, of which nothing was heard yet: both may be taken back, so that windows are not told of them */
  readonly held: Set<string>;
  /** messages that were sent to the queue while a run was on */
  enqueued: number;
  /** how the last answer ended, when that could not be stored */
  unsettled: Pick<Turn, 'state' | 'stats' | 'problem'> & { turnId: string } | null;
  /** for each window, what it has not read yet: at most one batch */
  readonly watchers: Set<Mailbox<ChatEvent[]>>;
}

export function createRoom(conversationId: string): Room {
  return {
    conversationId,
    activity: { kind: 'idle' },
    usage: null,
    answering: null,
    run: null,
    begun: null,
    ahead: null,
    held: new Set(),
    enqueued: 0,
    unsettled: null,
    watchers: new Set(),
  };
}

/** Sends an event to every window that looks at the room, unless it tells of a turn that is held. */
export function broadcast(room: Room, event: ChatEvent): void {
  const turnId = event.kind === 'turn' ? event.turn.id : event.kind === 'text' ? event.turnId : null;
  if (turnId !== null && room.held.has(turnId)) return;
  for (const watcher of room.watchers) watcher.push([event]);
}

export function setActivity(room: Room, activity: Activity): void {
  room.activity = activity;
  broadcast(room, { kind: 'activity', activity });
}
