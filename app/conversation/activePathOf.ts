import type { FileConversation, FileTurn } from './ConversationFile.ts';

/** The turns from the first message to the end of the active path, in this order. */
export function activePathOf({ turns, leafId }: Pick<FileConversation, 'turns' | 'leafId'>): FileTurn[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const path: FileTurn[] = [];
  for (let turn = byId.get(leafId ?? ''); turn; turn = byId.get(turn.parentId ?? '')) path.push(turn);
  return path.toReversed();
}
