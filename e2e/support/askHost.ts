import { setTimeout as sleep } from 'node:timers/promises';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { WindowClient } from './windowClient.ts';

const ANSWER_MS = 150_000;

/** Says something and resolves with the message and its answer when that has ended, however it did. */
export async function askHost(
  client: WindowClient,
  conversationId: string,
  text: string,
): Promise<{ message: Turn; answer: Turn }> {
  const newest = async () => (await client.conversations.page({ id: conversationId, limit: 2, at: null })).turns;
  const before = (await newest()).at(-1)?.id;
  await client.chat.send({ conversationId, text });
  for (const end = Date.now() + ANSWER_MS; Date.now() < end; await sleep(10)) {
    const [message, answer] = await newest();
    if (answer && answer.id !== before && message?.text === text && answer.state !== 'answering') return { message, answer };
  }
  throw new Error(`No answer to “${text}” in ${ANSWER_MS} ms.`);
}
