import { z } from '../contract/zod.ts';

export const MAX_FACT_SUBJECT = 200;
export const MAX_FACT_VALUE = 1_000;

/**
 * One entry of the facts ledger: a durable value (a name, a number, a date, a rule, a preference) and what it is about.
 * A correction is a new entry that supersedes the old one, which stays as history until it is forgotten.
 */
export const Fact = z.object({
  id: z.string().max(64),
  /** where it was said; with `everywhere` it counts in all conversations */
  conversationId: z.string().max(64),
  everywhere: z.boolean(),
  /** "user's dog's name" */
  subject: z.string().min(1).max(MAX_FACT_SUBJECT),
  /** "Rufus" */
  value: z.string().min(1).max(MAX_FACT_VALUE),
  origin: z.enum(['extracted', 'person']),
  /** always before the model's eyes; others are when they match the question */
  pinned: z.boolean(),
  /** the turn it was said in; null when a person wrote it into the ledger, or that turn is gone */
  turnId: z.string().max(64).nullable(),
  /** milliseconds since the epoch */
  createdAt: z.number().int(),
  /** the entry that took its place; null while it is current */
  supersededBy: z.string().max(64).nullable(),
});
export type Fact = z.infer<typeof Fact>;
