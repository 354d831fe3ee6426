import type { Activity, ChatEvent } from '../../../app/contract/services/chat.ts';
import type { Mailbox } from '../../../app/contract/Mailbox.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { CacheUsage } from '../../../app/memory/CacheUsage.ts';

/** What the host knows of one conversation while a window looks at it or an answer is being written. */
export interface Room {
  readonly conversationId: string;
  activity: Activity;
  usage: CacheUsage | null;
  /** the answer being written, with its text so far */
  answering: Turn | null;
  /** stops the answer being written; `ended` resolves when its last word is stored */
  run: { abort: AbortController; ended: Promise<void> } | null;
  /** messages that were sent to the queue while a run was on */
  enqueued: number;
  /** how the last answer ended, when that could not be stored */
  unsettled: Pick<Turn, 'state' | 'stats' | 'problem'> & { turnId: string } | null;
  readonly watchers: Set<Mailbox<ChatEvent>>;
}

export function createRoom(conversationId: string): Room {
  return {
    conversationId,
    activity: { kind: 'idle' },
    usage: null,
    answering: null,
    run: null,
    enqueued: 0,
    unsettled: null,
    watchers: new Set(),
  };
}

/**
 * Joins an unread event with the next one where nothing is lost by it: text that follows on, a newer activity, a newer
 * usage. So a window that reads slowly costs bounded memory.
 */
export function mergeChatEvents(last: ChatEvent, next: ChatEvent): ChatEvent | undefined {
  if (last.kind === 'text' && next.kind === 'text' && last.turnId === next.turnId) {
    return last.at + last.text.length === next.at ? { ...last, text: last.text + next.text } : undefined;
  }
  if (last.kind === next.kind && (next.kind === 'activity' || next.kind === 'usage')) return next;
  return undefined;
}

/** Sends an event to every window that looks at the room. */
export function broadcast(room: Room, event: ChatEvent): void {
  for (const watcher of room.watchers) watcher.push(event);
}

export function setActivity(room: Room, activity: Activity): void {
  room.activity = activity;
  broadcast(room, { kind: 'activity', activity });
}
