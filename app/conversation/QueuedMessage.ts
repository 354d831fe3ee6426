import { z } from '../contract/zod.ts';
import { MAX_TURN_TEXT } from './Turn.ts';

/** A message that waits until the answer being written has ended. */
export const QueuedMessage = z.object({
  id: z.string().max(64),
  conversationId: z.string().max(64),
  text: z.string().min(1).max(MAX_TURN_TEXT),
});
export type QueuedMessage = z.infer<typeof QueuedMessage>;
