import { z } from '../contract/zod.ts';
import { MAX_FACT_SUBJECT, MAX_FACT_VALUE } from '../memory/Fact.ts';
import { RetentionPolicy } from '../memory/RetentionPolicy.ts';
import { MAX_TITLE } from './Conversation.ts';
import { MAX_TURN_TEXT, Turn } from './Turn.ts';

/** Limits of a file that is imported: far above what a person has, far below what hurts. */
export const MAX_FILE_CONVERSATIONS = 20_000;
export const MAX_FILE_TURNS = 500_000;
export const MAX_FILE_FACTS = 100_000;

const { role, state, source, edited, model, stats, problem, mediaTime } = Turn.shape;
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
  mediaTime: mediaTime.default(null),
  pinned: z.boolean().default(false),
  forgotten: z.boolean().default(false),
});
export type FileTurn = z.infer<typeof FileTurn>;

/** An entry of the ledger in a file. Whether it counts in other conversations is decided anew after an import. */
export const FileFact = z.object({
  id: z.string().min(1).max(64),
  subject: z.string().min(1).max(MAX_FACT_SUBJECT),
  value: z.string().min(1).max(MAX_FACT_VALUE),
  origin: z.enum(['extracted', 'person']),
  pinned: z.boolean(),
  /** the turn it was said in */
  turnId: z.string().max(64).nullable(),
  createdAt,
  /** an entry that stands later in the list */
  supersededBy: z.string().max(64).nullable(),
});
export type FileFact = z.infer<typeof FileFact>;

export const FileConversation = z.object({
  title: z.string().max(MAX_TITLE),
  pinned: z.boolean(),
  createdAt,
  updatedAt: createdAt,
  draft: z.string().max(MAX_TURN_TEXT).default(''),
  /** what stays in its live cache; null: as the settings say */
  retention: RetentionPolicy.nullable().default(null),
  /** the end of the active path; null in an empty conversation */
  leafId: z.string().max(64).nullable(),
  /** every branch, in the order in which they were written */
  turns: z.array(FileTurn).max(MAX_FILE_TURNS),
  /** with their history, in the order in which they were written */
  facts: z.array(FileFact).max(MAX_FILE_FACTS).default([]),
});
export type FileConversation = z.infer<typeof FileConversation>;

/** Version 1 had no facts, pins, forgotten turns and times of media; it is still read. */
export const FILE_VERSION = 2;
export const FILE_FORMAT = 'headwater-conversations';

/** What an export as JSON holds: everything but the ids of the conversations. */
export const ConversationFile = z.object({
  format: z.literal(FILE_FORMAT),
  version: z.union([z.literal(1), z.literal(FILE_VERSION)]),
  conversations: z.array(FileConversation).max(MAX_FILE_CONVERSATIONS),
});
export type ConversationFile = z.infer<typeof ConversationFile>;
