import { createRoom, type Room } from './room.ts';

/** Rooms without a window whose memory is still known. */
const KEPT_ROOMS = 8;

/** The rooms of all conversations that a window looks at or that are being answered, and of the last few that were. */
export interface Rooms {
  /** The room of a conversation; a new one when nobody has needed it. */
  of(conversationId: string): Room;
  /** The room of a conversation, if there is one. */
  get(conversationId: string): Room | undefined;
  all(): readonly Room[];
  /** Drops a room that nobody needs; the last few that were answered stay, so that a new window shows their memory. */
  tidy(room: Room): void;
}

export function createRooms(): Rooms {
  const rooms = new Map<string, Room>();
  return {
    of(conversationId) {
      const room = rooms.get(conversationId) ?? createRoom(conversationId);
      rooms.set(conversationId, room);
      return room;
    },
    get: (conversationId) => rooms.get(conversationId),
    all: () => [...rooms.values()],
    tidy(room) {
      if (isNeeded(room) || rooms.get(room.conversationId) !== room) return;
      rooms.delete(room.conversationId);
      if (room.usage) rooms.set(room.conversationId, room);
      const idle = [...rooms.values()].filter((one) => !isNeeded(one));
      for (const { conversationId } of idle.slice(0, -KEPT_ROOMS)) rooms.delete(conversationId);
    },
  };
}

/** True while a window looks, an answer is written or was begun, something is read ahead, or how one ended waits to be stored. */
function isNeeded({ run, begun, ahead, unsettled, watchers }: Room): boolean {
  return run !== null || begun?.isAlive() === true || ahead !== null || unsettled !== null || watchers.size > 0;
}
