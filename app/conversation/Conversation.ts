import { z } from '../contract/zod.ts';
import { RetentionPolicy } from '../memory/RetentionPolicy.ts';

export const MAX_TITLE = 200;

/** A row of the conversation list. */
export const Conversation = z.object({
  id: z.string().max(64),
  title: z.string().max(MAX_TITLE),
  pinned: z.boolean(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
  /** turns on the active path */
  turnCount: z.number().int().nonnegative(),
  /** what stands unsent in its composer */
  draft: z.string(),
  /** held in memory alone: it is gone when Headwater ends */
  temporary: z.boolean(),
  /** what stays in its live cache; null: as the settings say */
  retention: RetentionPolicy.nullable(),
});
export type Conversation = z.infer<typeof Conversation>;
