import { z } from '../contract/zod.ts';
import { FileConversation, FileFact, FileTurn } from './ConversationFile.ts';

/*
 * The Markdown export. What a person reads is headings and text; what an import needs stands in comments, which no
 * renderer shows:
 *
 *   <!-- headwater:conversations {"version":2} -->
 *
 *   <!-- headwater:conversation {"title":"Names for a boat","createdAt":...} -->
 *   # Names for a boat
 *
 *   <!-- headwater:turn {"role":"user","createdAt":...} -->
 *   ## You
 *
 *   The text, as it is.
 *
 * A line of the text that looks like such a comment gets a backslash in front, and so does one that has backslashes
 * and then such a comment; reading takes one off.
 */

/** The comment at the beginning of the file, of each conversation, of each turn and of each fact. */
export type MarkerKind = 'conversations' | 'conversation' | 'turn' | 'fact';

/** What Markdown keeps of a turn. Absent fields have their usual value. */
export const MarkdownTurn = z.object({
  role: FileTurn.shape.role,
  createdAt: FileTurn.shape.createdAt,
  state: FileTurn.shape.state.default('complete'),
  edited: FileTurn.shape.edited.default(false),
  model: FileTurn.shape.model.default(null),
  problem: FileTurn.shape.problem.default(null),
  source: FileTurn.shape.source.default('import'),
  mediaTime: FileTurn.shape.mediaTime,
  pinned: FileTurn.shape.pinned,
  forgotten: FileTurn.shape.forgotten,
});

export const MarkdownFact = z.object({
  subject: FileFact.shape.subject,
  value: FileFact.shape.value,
  origin: FileFact.shape.origin,
  pinned: FileFact.shape.pinned.default(false),
  createdAt: FileFact.shape.createdAt,
});

export const MarkdownConversation = z.object({
  title: FileConversation.shape.title,
  pinned: FileConversation.shape.pinned.default(false),
  createdAt: FileConversation.shape.createdAt,
  updatedAt: FileConversation.shape.updatedAt,
  retention: FileConversation.shape.retention,
});

export const MarkdownHead = z.object({ version: z.number().int() });

export const TURN_HEADINGS = { user: '## You', assistant: '## Headwater' } as const;

/** A whole line that is a marker; groups: kind and JSON. */
export const MARKER_LINE = /^<!-- headwater:([a-z]+) (\{.*\}) -->$/;

/** A marker line. `>` is escaped inside the JSON, so that no title ends the comment. */
export function markerLine(kind: MarkerKind, fields: object): string {
  return `<!-- headwater:${kind} ${JSON.stringify(fields).replaceAll('>', '\\u003e')} -->`;
}

export const escapeText = (text: string): string => text.replace(/^(\\*<!-- headwater:)/gm, '\\$1');
export const unescapeText = (text: string): string => text.replace(/^\\(\\*<!-- headwater:)/gm, '$1');
