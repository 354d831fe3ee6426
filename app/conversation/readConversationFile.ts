import { AppError } from '../contract/AppError.ts';
import { describeIssues } from '../contract/describeIssues.ts';
import { z } from '../contract/zod.ts';
import {
  ConversationFile,
  FILE_FORMAT,
  FILE_VERSION,
  MAX_FILE_CONVERSATIONS,
  MAX_FILE_TURNS,
  type FileConversation,
} from './ConversationFile.ts';
import { parseMarkdown } from './parseMarkdown.ts';
import { MAX_TURN_TEXT } from './Turn.ts';

const NOTHING = 'Nothing was imported.';
const Head = z.object({ format: z.literal(FILE_FORMAT), version: z.number().int() });

function parseJson(text: string): FileConversation[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-file', `This file is damaged or no JSON file. ${NOTHING}`, {}, { cause });
  }
  const head = Head.safeParse(value);
  if (!head.success) throw new AppError('bad-file', `This JSON file was not exported by Headwater. ${NOTHING}`);
  if (head.data.version !== 1 && head.data.version !== FILE_VERSION) {
    throw new AppError('bad-file', `This file was exported by a newer Headwater. ${NOTHING} Update first.`);
  }
  const file = ConversationFile.safeParse(value);
  if (!file.success) {
    throw new AppError('bad-file', `This export is damaged (${describeIssues(file.error)}). ${NOTHING}`);
  }
  return file.data.conversations;
}

/** Every turn's parent stands before it, so there are no rings, and no id is used twice. */
function checkTree({ title, turns, leafId }: FileConversation): void {
  const seen = new Set<string>();
  for (const { id, parentId } of turns) {
    if (seen.has(id) || (parentId !== null && !seen.has(parentId))) {
      throw new AppError('bad-file', `The turns of “${title}” do not hang together in this file. ${NOTHING}`);
    }
    seen.add(id);
  }
  if (leafId === null ? turns.length > 0 : !seen.has(leafId)) {
    throw new AppError('bad-file', `The end of “${title}” is missing in this file. ${NOTHING}`);
  }
}

/**
 * Reads a file of conversations: our own JSON or Markdown, told apart by what stands in it. Throws `bad-file` with a
 * sentence for everything else, and for files beyond the limits.
 *
 * @returns conversations whose turns form proper trees; their ids have no meaning outside of this file
 */
export function readConversationFile(text: string): FileConversation[] {
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  const conversations = /^\s*[[{]/.test(content) ? parseJson(content) : parseMarkdown(content);
  const turnCount = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
  if (conversations.length > MAX_FILE_CONVERSATIONS || turnCount > MAX_FILE_TURNS) {
    throw new AppError(
      'bad-file',
      `This file holds ${conversations.length} conversations with ${turnCount} messages; at most ` +
        `${MAX_FILE_CONVERSATIONS} and ${MAX_FILE_TURNS} can be imported at once. ${NOTHING}`,
    );
  }
  for (const { turns } of conversations) {
    // Zod has checked JSON; what a hand changed in Markdown may have grown beyond what the store takes.
    if (turns.some(({ text }) => text.length > MAX_TURN_TEXT)) {
      throw new AppError('bad-file', `A message of this file is too long. ${NOTHING}`);
    }
  }
  conversations.forEach(checkTree);
  return conversations;
}
