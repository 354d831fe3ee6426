import { activePathOf } from './activePathOf.ts';
import { FILE_VERSION, type FileConversation, type FileFact, type FileTurn } from './ConversationFile.ts';
import { escapeText, markerLine, TURN_HEADINGS } from './markdownMarkers.ts';

function formatTurn(turn: FileTurn): string {
  const { role, createdAt, state, source, edited, model, problem, mediaTime, pinned, forgotten, text } = turn;
  const marker = markerLine('turn', {
    role,
    createdAt,
    ...(state !== 'complete' && { state }),
    ...(edited && { edited }),
    ...(model !== null && { model }),
    ...(problem !== null && { problem }),
    // What was typed comes back as `import`; what was heard or seen stays that.
    ...(source !== 'chat' && { source }),
    ...(mediaTime !== null && { mediaTime }),
    ...(pinned && { pinned }),
    ...(forgotten && { forgotten }),
  });
  return `${marker}\n${TURN_HEADINGS[role]}\n\n${escapeText(text)}\n`;
}

/** What is remembered now; history and the turns it came from are in the JSON export alone. */
function formatFact({ subject, value, origin, pinned, createdAt }: FileFact): string {
  const marker = markerLine('fact', { subject, value, origin, ...(pinned && { pinned }), createdAt });
  return `${marker}\n* ${subject.replace(/\s+/g, ' ')}: ${value.replace(/\s+/g, ' ')}\n`;
}

function formatConversation(conversation: FileConversation): string {
  const { title, pinned, createdAt, updatedAt, retention } = conversation;
  const marker = markerLine('conversation', {
    title,
    ...(pinned && { pinned }),
    createdAt,
    updatedAt,
    ...(retention !== null && { retention }),
  });
  const heading = `# ${title.replace(/\s+/g, ' ')}`;
  const facts = conversation.facts.filter(({ supersededBy }) => supersededBy === null).map(formatFact);
  return [`${marker}\n${heading}\n`, ...activePathOf(conversation).map(formatTurn), ...facts].join('\n');
}

/** The Markdown export: the active path of each conversation, readable as it is and readable back (`parseMarkdown`). */
export function formatMarkdown(conversations: readonly FileConversation[]): string {
  return [`${markerLine('conversations', { version: FILE_VERSION })}\n`, ...conversations.map(formatConversation)].join(
    '\n',
  );
}
