import { activePathOf } from './activePathOf.ts';
import type { FileConversation, FileTurn } from './ConversationFile.ts';
import { escapeText, markerLine, TURN_HEADINGS } from './markdownMarkers.ts';

function formatTurn({ role, createdAt, state, edited, model, problem, text }: FileTurn): string {
  const marker = markerLine('turn', {
    role,
    createdAt,
    ...(state !== 'complete' && { state }),
    ...(edited && { edited }),
    ...(model !== null && { model }),
    ...(problem !== null && { problem }),
  });
  return `${marker}\n${TURN_HEADINGS[role]}\n\n${escapeText(text)}\n`;
}

function formatConversation(conversation: FileConversation): string {
  const { title, pinned, createdAt, updatedAt } = conversation;
  const marker = markerLine('conversation', { title, ...(pinned && { pinned }), createdAt, updatedAt });
  const heading = `# ${title.replace(/\s+/g, ' ')}`;
  return [`${marker}\n${heading}\n`, ...activePathOf(conversation).map(formatTurn)].join('\n');
}

/** The Markdown export: the active path of each conversation, readable as it is and readable back (`parseMarkdown`). */
export function formatMarkdown(conversations: readonly FileConversation[]): string {
  return [`${markerLine('conversations', { version: 1 })}\n`, ...conversations.map(formatConversation)].join('\n');
}
