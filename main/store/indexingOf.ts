import type { Sql } from './sql.ts';
import type { WordIndex } from './wordIndex.ts';

/** How the words of a conversation's turns are kept for finding. */
export interface Indexing {
  /** what was heard has an index of its own: it neither crowds the search through the chats nor changes its weights */
  readonly index: Extract<WordIndex, 'turn_index' | 'caption_index'>;
  /** turns are cut into passages, for recall by meaning */
  readonly passages: boolean;
}

/** A recording's lines are turns of a hidden conversation; they get passages only when chats may recall them. */
export function indexingOf(sql: Sql, conversation: number): Indexing {
  const recording = sql.get<{ remembered: number }>('SELECT remembered FROM recording WHERE conversation = ?', conversation);
  if (!recording) return { index: 'turn_index', passages: true };
  return { index: 'caption_index', passages: recording.remembered === 1 };
}
