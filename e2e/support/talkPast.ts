import { askHost } from './askHost.ts';
import type { WindowClient } from './windowClient.ts';

/** What is said to fill the cache: about seventy tokens of the tiny model each, none of it worth remembering. */
export const fillerOf = (i: number): string => `Story ${i}: the boat went down past mill ${i} and came to the sea at night.`;

/** Talks about nothing in particular until so many messages were said. */
export async function talkPast(client: WindowClient, conversationId: string, messages: number): Promise<void> {
  for (let i = 0; i < messages; i++) await askHost(client, conversationId, fillerOf(i));
}
