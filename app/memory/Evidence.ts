import { z } from '../contract/zod.ts';
import { Quotation } from './Quotation.ts';

const count = z.number().int().nonnegative();

/** Messages of one conversation that can be pinned. */
export const MAX_PINNED = 64;

/** What the model saw when it began an answer: kept with the answer, so that a person can check it later. */
export const Evidence = z.object({
  /** slots by part; sinks count as part of the system prompt */
  tokens: z.object({ system: count, pinned: count, facts: count, recalled: count, recent: count }),
  /** messages that the person pinned */
  pinned: z.array(Quotation).max(MAX_PINNED),
  facts: z.array(z.object({ id: z.string().max(64), subject: z.string(), value: z.string() })).max(128),
  /** in the order in which they stood before the model, oldest first */
  recalled: z.array(Quotation).max(32),
  /** blocks of keys and values that were brought back from the archive */
  blocks: z.array(z.object({ firstTurnId: z.string().max(64).nullable(), tokens: count, score: z.number() })).max(64),
  /** the turns that stood whole in the live cache; null in a first answer */
  recent: z.object({ firstTurnId: z.string().max(64), lastTurnId: z.string().max(64) }).nullable(),
  /** turns of this conversation that stood before those */
  earlierTurns: count,
});
export type Evidence = z.infer<typeof Evidence>;
