import type { Turn } from '../../app/conversation/Turn.ts';
import type { WindowClient } from './windowClient.ts';

/** The whole active path of a conversation, oldest first. */
export async function allTurns(client: WindowClient, id: string): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (;;) {
    const first = turns[0];
    const at = first ? { turnId: first.id, side: 'before' as const } : null;
    const page = await client.conversations.page({ id, limit: 500, at });
    turns.unshift(...page.turns);
    if (page.earlier === 0 || page.turns.length === 0) return turns;
  }
}
