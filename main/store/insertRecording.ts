import type { Recording } from '../../app/captions/Recording.ts';
import { insertConversation } from './insertConversation.ts';
import type { Sql } from './sql.ts';

export interface NewRecording extends Omit<Recording, 'id' | 'lines'> {
  /** a fresh one by default */
  readonly id?: string | undefined;
  readonly removedAt?: number | null;
}

/** Adds a recording without lines: a hidden conversation, without a title for the index of titles. Returns its row. */
export function insertRecording(sql: Sql, recording: NewRecording): number {
  const { id, title, source, createdAt, durationMs, live, keptSound, remembered, removedAt = null } = recording;
  const hidden = { title: '', pinned: false, draft: '', retention: null, named: true };
  const { n } = insertConversation(sql, { ...hidden, id, createdAt, updatedAt: createdAt, removedAt });
  sql.run(
    `INSERT INTO recording (conversation, source, duration_ms, live, kept_sound, remembered, title)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    n,
    source,
    durationMs,
    Number(live),
    Number(keptSound),
    Number(remembered),
    title.toWellFormed(),
  );
  return n;
}
