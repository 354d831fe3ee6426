import { z } from '../contract/zod.ts';

/** Longest text of one turn, in UTF-16 units: a pasted book chapter fits, a runaway clipboard does not. */
export const MAX_TURN_TEXT = 1_000_000;

export const TurnRole = z.enum(['user', 'assistant']);
export type TurnRole = z.infer<typeof TurnRole>;

/**
 * `answering`: being written now. `complete`: ended by the model. `length`: ended at the answer limit. `stopped`: by
 * the person. `interrupted`: by what the person said while it was spoken, and ends where it was heard. `cut`: by a crash or
 * a restart. `failed`: by an error. All but the first two can be continued.
 */
export const TurnState = z.enum(['answering', 'complete', 'length', 'stopped', 'interrupted', 'cut', 'failed']);
export type TurnState = z.infer<typeof TurnState>;

/** Where a turn came from. One timeline for every window. */
export const TurnSource = z.enum(['chat', 'import', 'voice', 'caption', 'commentary']);
export type TurnSource = z.infer<typeof TurnSource>;

/** What one answer cost. Times in milliseconds, counts in tokens. */
export const AnswerStats = z.object({
  /** tokens read for this answer (prefilled now) */
  promptTokens: z.number().int().nonnegative(),
  /** prompt tokens that were still in the cache and were not read again */
  reusedTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  /** tokens that left the live cache while reading and answering */
  evictedTokens: z.number().int().nonnegative(),
  timeToFirstTokenMs: z.number().nonnegative(),
  tokensPerSecond: z.number().nonnegative(),
});
export type AnswerStats = z.infer<typeof AnswerStats>;

/** Which of the turns with the same parent this is (`index` from 0), and its neighbours for the switcher `‹ 2/3 ›`. */
export const Siblings = z.object({
  index: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
});
export type Siblings = z.infer<typeof Siblings>;

/** One turn of a conversation. Turns are append-only: an edit makes a sibling, nothing is rewritten once it ended. */
export const Turn = z.object({
  id: z.string().max(64),
  conversationId: z.string().max(64),
  parentId: z.string().max(64).nullable(),
  role: TurnRole,
  text: z.string().max(MAX_TURN_TEXT),
  state: TurnState,
  source: TurnSource,
  /** milliseconds since the epoch */
  createdAt: z.number().int(),
  /** true when a person wrote or changed an assistant's text */
  edited: z.boolean(),
  model: z.string().max(200).nullable(),
  stats: AnswerStats.nullable(),
  /** one sentence, when `state` is `failed` or `cut` */
  problem: z.string().max(4_000).nullable(),
  siblings: Siblings,
  /** begin and end in milliseconds on the clock of the sound or picture it came from; null for what was typed */
  mediaTime: z.object({ startMs: z.number().nonnegative(), endMs: z.number().nonnegative() }).nullable(),
  /** kept before the model's eyes by the person */
  pinned: z.boolean(),
  /** its words were erased at the person's wish; only its place is left */
  forgotten: z.boolean(),
  /** what the model saw when it wrote this answer was recorded */
  hasEvidence: z.boolean(),
});
export type Turn = z.infer<typeof Turn>;
