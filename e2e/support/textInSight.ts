import { setTimeout as sleep } from 'node:timers/promises';
import { firstOf } from './firstOf.ts';
import type { WindowClient } from './windowClient.ts';

/** A conversation that has no live cache says nothing for so long. */
const SILENCE_MS = 1_000;

/** The text of all tokens that the model has before it, through the lens; empty when there is no live cache. */
export async function textInSight(client: WindowClient, conversationId: string): Promise<string> {
  const views = client.memory.lens({ conversationId });
  const seen = firstOf(views, ({ tokens }) => tokens.length > 0).then(
    ({ tokens }) => tokens.map(({ text }) => text).join(''),
    () => '',
  );
  const text = await Promise.race([seen, sleep(SILENCE_MS, '')]);
  void views.return?.();
  return text;
}
