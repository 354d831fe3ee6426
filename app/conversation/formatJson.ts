import { FILE_FORMAT, FILE_VERSION, type ConversationFile, type FileConversation } from './ConversationFile.ts';

/** The JSON export: one turn a line, so that a person can look into it and a diff of two exports means something. */
export function formatJson(conversations: readonly FileConversation[]): string {
  const head: Omit<ConversationFile, 'conversations'> = { format: FILE_FORMAT, version: FILE_VERSION };
  const bodies = conversations.map(({ turns, ...conversation }) => {
    const lines = turns.map((turn) => `\n${JSON.stringify(turn)}`).join(',');
    return `\n${JSON.stringify(conversation).slice(0, -1)},"turns":[${lines}]}`;
  });
  return `${JSON.stringify(head).slice(0, -1)},"conversations":[${bodies.join(',')}\n]}\n`;
}
