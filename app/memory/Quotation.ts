import { TurnRole, TurnSource } from '../conversation/Turn.ts';
import { z } from '../contract/zod.ts';

/** Longest text of one quotation, in UTF-16 units. A longer turn is quoted by its best passage. */
export const MAX_QUOTATION = 2_000;

/** What was said before, word for word: a turn or a passage of one, as recall found it or as the person pinned it. */
export const Quotation = z.object({
  turnId: z.string().max(64),
  conversationId: z.string().max(64),
  role: TurnRole,
  source: TurnSource,
  /** milliseconds since the epoch */
  createdAt: z.number().int(),
  text: z.string().max(MAX_QUOTATION),
  /** how well it matches the question, the greater the better; 0 where nothing was searched */
  score: z.number(),
  /** a later message says how it is since, or takes it back */
  isChanged: z.boolean().optional(),
});
export type Quotation = z.infer<typeof Quotation>;
