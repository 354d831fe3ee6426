import { z } from '../contract/zod.ts';
import { MAX_TITLE } from './Conversation.ts';
import { MAX_TURN_TEXT, Turn } from './Turn.ts';

/** Limits of a file that is imported: far above what a person has, far below what hurts. */
export const MAX_FILE_CONVERSATIONS = 20_000;
export const MAX_FILE_TURNS = 500_000;

const { role, state, source, edited, model, stats, problem } = Turn.shape;
/** What a `Date` can hold. */
const createdAt = z.number().int().min(0).max(8_640_000_000_000_000);

/** A turn in a file. Ids mean something inside one conversation of one file only; an import gives new ones. */
export const FileTurn = z.object({
  id: z.string().min(1).max(64),
  /** a turn that stands earlier in the list; null for the first message, of which there may be several versions */
  parentId: z.string().min(1).max(64).nullable(),
  role,
  text: z.string().max(MAX_TURN_TEXT),
  state,
  source,
  createdAt,
  edited,
  model,
  stats,
  problem,
});
export type FileTurn = z.infer<typeof FileTurn>;

export const FileConversation = z.object({
  title: z.string().max(MAX_TITLE),
  pinned: z.boolean(),
  createdAt,
  updatedAt: createdAt,
  draft: z.string().max(MAX_TURN_TEXT).default(''),
  /** the end of the active path; null in an empty conversation */
  leafId: z.string().max(64).nullable(),
  /** every branch, in the order in which they were written */
  turns: z.array(FileTurn).max(MAX_FILE_TURNS),
});
export type FileConversation = z.infer<typeof FileConversation>;

export const FILE_FORMAT = 'headwater-conversations';

/** What an export as JSON holds: everything but the ids of the conversations. */
export const ConversationFile = z.object({
  format: z.literal(FILE_FORMAT),
  version: z.literal(1),
  conversations: z.array(FileConversation).max(MAX_FILE_CONVERSATIONS),
});
export type ConversationFile = z.infer<typeof ConversationFile>;
