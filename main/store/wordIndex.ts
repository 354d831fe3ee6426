import { segmentText } from '../../app/conversation/segmentText.ts';
import type { Sql } from './sql.ts';

export type WordIndex = 'turn_index' | 'title_index' | 'caption_index';

/** Puts a text into the index. */
export function indexText(sql: Sql, index: WordIndex, n: number, text: string): void {
  sql.run(`INSERT INTO ${index} (rowid, text) VALUES (?, ?)`, n, segmentText(text.toWellFormed()));
}

/** Takes a text out of the index. It must be the text that was put in: the index has no other way to know its words. */
export function unindexText(sql: Sql, index: WordIndex, n: number, text: string): void {
  sql.run(`INSERT INTO ${index} (${index}, rowid, text) VALUES ('delete', ?, ?)`, n, segmentText(text.toWellFormed()));
}

/** Replaces the text of a row in the index. */
export function reindexText(sql: Sql, index: WordIndex, n: number, before: string, after: string): void {
  if (before === after) return;
  unindexText(sql, index, n, before);
  indexText(sql, index, n, after);
}
