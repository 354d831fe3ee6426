import type { ChatEvent } from '../../../app/contract/services/chat.ts';

/**
 * Adds an event to those that a window has not read yet, and drops what it makes void: an older activity, usage or
 * queue, whatever stands between them; an older state of the same turn and the text that its new state holds; all of it
 * when the path is opened anew. Text that follows on is joined. So what waits is one event of each kind and two for each
 * turn that was added or written meanwhile, however slowly the window reads.
 */
export function foldChatEvents(unread: readonly ChatEvent[], next: ChatEvent): ChatEvent[] {
  switch (next.kind) {
    case 'opened':
      return [next];
    case 'activity':
    case 'usage':
    case 'queue':
      return [...unread.filter(({ kind }) => kind !== next.kind), next];
    case 'turn': {
      const { id } = next.turn;
      const others = unread.filter((event) => event.kind !== 'text' || event.turnId !== id);
      // In its old place: turns are told in the order of their path.
      const place = others.findIndex((event) => event.kind === 'turn' && event.turn.id === id);
      return place < 0 ? [...others, next] : others.with(place, next);
    }
    case 'text': {
      const place = unread.findLastIndex((event) => event.kind === 'text' && event.turnId === next.turnId);
      const last = unread[place];
      const followsOn = last?.kind === 'text' && last.at + last.text.length === next.at;
      return followsOn ? unread.with(place, { ...last, text: last.text + next.text }) : [...unread, next];
    }
  }
}
