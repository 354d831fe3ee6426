import { z } from '../../../app/contract/zod.ts';
import { MAX_TURN_TEXT, TurnRole } from '../../../app/conversation/Turn.ts';
import { Region } from '../../../app/memory/CacheUsage.ts';

const count = z.number().int().nonnegative();
const MAX_SLOTS = 32_768;
const MAX_TRACES = 4_096;
const MAX_TURNS = 32_768;
/** A character is a token at worst; the template adds some. */
const MAX_TURN_TOKENS = 2 * MAX_TURN_TEXT;
const tokens = z.array(count).max(MAX_TURN_TOKENS);

const MarkTurn = z.object({
  id: z.string().min(1).max(64).nullable(),
  index: count,
  role: TurnRole,
  text: z.string().max(2 * MAX_TURN_TEXT),
  start: count,
  lead: count,
  tokens,
  /** `Writing` without what follows from the tokens */
  writing: z.object({ tokens: count, text: count, held: z.string().max(MAX_TURN_TEXT) }).nullable(),
});
export type MarkTurn = z.infer<typeof MarkTurn>;

const MarkSlot = z.object({
  token: count,
  position: count,
  turn: z.number().int().min(-1),
  kind: z.enum(['text', 'vision', 'tool']),
  region: Region.exclude(['recalled']),
  score: z.number().nullable(),
  /** kept as well: sums over slots in another order round differently */
  place: count,
  /** its keys are derived from those first made, even where they stand there again */
  moved: z.boolean(),
  /** number of its rows among those of the file, from 0 */
  record: count,
});
export type MarkSlot = z.infer<typeof MarkSlot>;

/** A state of a conversation: everything of `LiveConversation` but the rows. */
export const Mark = z.object({
  system: z.object({ text: z.string().max(20_000), tokens }),
  leftOut: count,
  pinned: count,
  next: count,
  evicted: count,
  turns: z.array(MarkTurn).min(1).max(MAX_TURNS),
  slots: z.array(MarkSlot).max(MAX_SLOTS),
  /** `KvBuffers.traces` */
  traces: z.array(z.number()).max(MAX_TRACES),
});
export type Mark = z.infer<typeof Mark>;
