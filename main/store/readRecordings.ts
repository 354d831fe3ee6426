import type { Recording } from '../../app/captions/Recording.ts';
import { AppError } from '../../app/contract/AppError.ts';
import type { Sql } from './sql.ts';

interface RecordingRow {
  id: string;
  title: string;
  source: Recording['source'];
  created_at: number;
  duration_ms: number;
  lines: number;
  live: number;
  kept_sound: number;
  remembered: number;
}

/** Recordings for which a condition on `r` and their conversation `c` holds, newest first. It is never made of input. */
export function readRecordings(sql: Sql, condition: string, ...values: (string | number)[]): Recording[] {
  const rows = sql.all<RecordingRow>(
    `SELECT c.id, r.title, r.source, c.created_at, r.duration_ms, r.live, r.kept_sound, r.remembered,
       (SELECT count(*) FROM caption WHERE recording = r.conversation) AS lines
     FROM recording r CROSS JOIN conversation c ON c.n = r.conversation WHERE ${condition} ORDER BY c.n DESC`,
    ...values,
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    source: row.source,
    createdAt: row.created_at,
    durationMs: row.duration_ms,
    lines: row.lines,
    live: row.live === 1,
    keptSound: row.kept_sound === 1,
    remembered: row.remembered === 1,
  }));
}

/** A recording by its row. */
export function readRecording(sql: Sql, n: number): Recording {
  const [recording] = readRecordings(sql, 'r.conversation = ?', n);
  if (!recording) throw new AppError('not-found', 'This recording is not there any more.');
  return recording;
}
