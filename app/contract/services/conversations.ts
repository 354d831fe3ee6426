import { Conversation, MAX_TITLE } from '../../conversation/Conversation.ts';
import { MAX_TURN_TEXT, Turn } from '../../conversation/Turn.ts';
import { RetentionPolicy } from '../../memory/RetentionPolicy.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

const Id = z.string().min(1).max(64);
const Nothing = z.object({});

/** Longest import or export in UTF-16 units. */
export const MAX_TRANSFER_TEXT = 64 * 1024 * 1024;

export const SearchHit = z.object({
  conversationId: Id,
  title: z.string(),
  /** null when the title alone matched */
  turnId: Id.nullable(),
  role: Turn.shape.role.nullable(),
  createdAt: z.number().int(),
  /** the passage, cut into runs; those that matched are marked */
  snippet: z.array(z.object({ text: z.string(), match: z.boolean() })),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const TurnPage = z.object({
  /** in the order of the active path, oldest first */
  turns: z.array(Turn),
  /** turns of the path before the first and after the last of this page */
  earlier: z.number().int().nonnegative(),
  later: z.number().int().nonnegative(),
});
export type TurnPage = z.infer<typeof TurnPage>;

/** The list of conversations and their text: all that is kept, whether or not a model is there. */
export const conversationsService = defineService({
  name: 'conversations',
  calls: {
    /** A temporary conversation never reaches the disk. */
    create: { params: z.object({ temporary: z.boolean().default(false) }), result: Conversation },
    rename: { params: z.object({ id: Id, title: z.string().trim().min(1).max(MAX_TITLE) }), result: Nothing },
    pin: { params: z.object({ id: Id, pinned: z.boolean() }), result: Nothing },
    /** What stays in its live cache (null: as the settings say). Another one means that it is built anew from the text. */
    setRetention: { params: z.object({ id: Id, retention: RetentionPolicy.nullable() }), result: Nothing },
    saveDraft: { params: z.object({ id: Id, draft: z.string().max(MAX_TURN_TEXT) }), result: Nothing },
    /** Hides it at once; it is erased when the undo time (`UNDO_SECONDS`) has passed. */
    remove: { params: z.object({ id: Id }), result: Nothing },
    restore: { params: z.object({ id: Id }), result: Nothing },
    /** A page of the active path: the newest turns (null), the oldest, those before or after a turn, or around it. */
    page: {
      params: z.object({
        id: Id,
        limit: z.number().int().min(1).max(500),
        at: z.union([z.literal('start'), z.object({ turnId: Id, side: z.enum(['before', 'after', 'around']) })]).nullable(),
      }),
      result: TurnPage,
    },
    /** Full-text search; anything a person types is a safe query. */
    search: {
      params: z.object({ query: z.string().max(1_000), limit: z.number().int().min(1).max(100) }),
      result: z.object({ hits: z.array(SearchHit) }),
    },
    /** Makes the path through this turn the active one (a search hit may lie on another branch). */
    reveal: { params: z.object({ turnId: Id }), result: Nothing },
    export: {
      params: z.object({ id: Id.nullable(), format: z.enum(['json', 'markdown']) }),
      result: z.object({ fileName: z.string(), text: z.string().max(MAX_TRANSFER_TEXT) }),
    },
    /** Adds the conversations of an exported JSON or Markdown file; never changes an existing one. */
    import: {
      params: z.object({ fileName: z.string().max(400), text: z.string().max(MAX_TRANSFER_TEXT) }),
      result: z.object({ ids: z.array(Id) }),
    },
  },
  streams: {
    /** The whole list first, then again after every change (coalesced). */
    watch: { params: Nothing, item: z.object({ conversations: z.array(Conversation) }) },
  },
});
