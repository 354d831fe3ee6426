import { leafOf } from './activePath.ts';
import { findRecording } from './findRecording.ts';
import { insertRecording } from './insertRecording.ts';
import { purge } from './purge.ts';
import { readRecording, readRecordings } from './readRecordings.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';

/** The list of recordings. */
export function recordingCalls(
  sql: Sql,
  file: string,
  now: () => number,
): Pick<
  StoreHandlers,
  | 'addRecording'
  | 'recording'
  | 'recordings'
  | 'changeRecording'
  | 'setHeard'
  | 'endRecording'
  | 'endRecordings'
  | 'removeRecording'
  | 'restoreRecording'
  | 'purgeRecordings'
> {
  const setRemembered = (n: number, remembered: boolean): void => {
    const changed = sql.run(
      'UPDATE recording SET remembered = ?1 WHERE conversation = ?2 AND remembered <> ?1',
      Number(remembered),
      n,
    );
    if (changed === 0) return;
    sql.run('DELETE FROM passage WHERE conversation = ?', n);
    sql.run('DELETE FROM unsplit WHERE turn IN (SELECT turn FROM path WHERE conversation = ?)', n);
    // Cut into passages in the background, a few at a time: it may be hours.
    if (remembered) {
      sql.run(
        `INSERT INTO unsplit (turn) SELECT p.turn FROM path p CROSS JOIN caption l ON l.turn = p.turn
         WHERE p.conversation = ?`,
        n,
      );
    }
  };
  /** What was heard reaches at least to the end of the last line. */
  const end = (n: number): void => {
    const leaf = leafOf(sql, n);
    sql.run(
      `UPDATE recording SET live = 0,
         duration_ms = max(duration_ms, coalesce((SELECT end_ms FROM media_time WHERE turn = ?1), 0))
       WHERE conversation = ?2`,
      leaf?.n ?? null,
      n,
    );
  };
  const setRemoved = (id: string, removedAt: number | null): Record<string, never> => {
    sql.run('UPDATE conversation SET removed_at = ? WHERE n = ?', removedAt, findRecording(sql, id).n);
    return {};
  };
  return {
    addRecording: (recording) =>
      readRecording(sql, insertRecording(sql, { ...recording, createdAt: now(), durationMs: 0, live: true })),
    recording: ({ recordingId }) => readRecording(sql, findRecording(sql, recordingId).n),
    recordings: () => ({ recordings: readRecordings(sql, 'c.removed_at IS NULL') }),
    changeRecording({ recordingId, title, remembered }) {
      const { n } = findRecording(sql, recordingId);
      if (title !== undefined) sql.run('UPDATE recording SET title = ? WHERE conversation = ?', title.toWellFormed(), n);
      if (remembered !== undefined) setRemembered(n, remembered);
      return readRecording(sql, n);
    },
    setHeard({ recordingId, durationMs, keptSound }) {
      sql.run(
        'UPDATE recording SET duration_ms = max(duration_ms, ?), kept_sound = ? WHERE conversation = ?',
        durationMs,
        Number(keptSound),
        findRecording(sql, recordingId).n,
      );
      return {};
    },
    endRecording({ recordingId }) {
      const { n } = findRecording(sql, recordingId);
      end(n);
      return readRecording(sql, n);
    },
    endRecordings() {
      const live = sql.all<{ n: number }>('SELECT conversation AS n FROM recording WHERE live = 1');
      for (const { n } of live) end(n);
      return { recordings: live.map(({ n }) => readRecording(sql, n)) };
    },
    removeRecording: ({ recordingId }) => setRemoved(recordingId, now()),
    restoreRecording: ({ recordingId }) => setRemoved(recordingId, null),
    purgeRecordings: ({ removedBefore }) => purge(sql, file, removedBefore, 'recordings'),
  };
}
