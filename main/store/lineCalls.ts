import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { AppError } from '../../app/contract/AppError.ts';
import { searchTerms } from '../../app/conversation/searchTerms.ts';
import { leafOf, setPath } from './activePath.ts';
import { findRecording } from './findRecording.ts';
import { indexingOf } from './indexingOf.ts';
import { insertTurn } from './insertTurn.ts';
import { makePassages } from './makePassages.ts';
import { matchExpression } from './matchExpression.ts';
import { readLines } from './readLines.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';
import { reindexText } from './wordIndex.ts';

const LINE = 'caption l CROSS JOIN turn t ON t.n = l.turn';

/** Lines of recordings: added at the end, read, changed by the person. */
export function lineCalls(
  sql: Sql,
): Pick<StoreHandlers, 'addLines' | 'correctLines' | 'line' | 'lines' | 'editLine' | 'nameSpeaker' | 'searchLines' | 'translateLine' | 'untranslatedLines'> {
  const lineById = (id: string): CaptionLine => {
    const [line] = readLines(sql, `turn t CROSS JOIN caption l ON l.turn = t.n WHERE t.id = ?`, id);
    if (!line) throw new AppError('not-found', 'This line is not there any more.');
    return line;
  };
  const addLine = (recording: { n: number; createdAt: number }, line: Omit<CaptionLine, 'recordingId' | 'index' | 'edited' | 'corrected'>): void => {
    const { id, startMs, endMs, text, words, speaker } = line;
    const turn = insertTurn(sql, {
      id,
      conversation: recording.n,
      parent: leafOf(sql, recording.n),
      role: 'user',
      text,
      state: 'complete',
      source: 'caption',
      mediaTime: { startMs, endMs },
      // When it was said, which is earlier than now.
      createdAt: recording.createdAt + Math.round(startMs),
      edited: false,
      model: null,
      stats: null,
      problem: null,
    });
    setPath(sql, recording.n, turn);
    const json = JSON.stringify(words);
    sql.run('INSERT INTO caption (turn, recording, speaker, words) VALUES (?, ?, ?, ?)', turn.n, recording.n, speaker, json);
  };
  return {
    addLines({ recordingId, lines }) {
      const recording = findRecording(sql, recordingId);
      const fresh = lines.filter(({ id }) => sql.get('SELECT 1 FROM turn WHERE id = ?', id) === undefined);
      for (const line of fresh) addLine(recording, line);
      return { lines: fresh.map(({ id }) => lineById(id)) };
    },
    line: ({ lineId }) => lineById(lineId),
    lines({ recordingId, from, limit }) {
      const { n } = findRecording(sql, recordingId);
      const found = readLines(
        sql,
        `path p CROSS JOIN caption l ON l.turn = p.turn CROSS JOIN turn t ON t.n = p.turn
         WHERE p.conversation = ? AND p.depth >= ? ORDER BY p.depth LIMIT ?`,
        n,
        from,
        limit,
      );
      return { lines: found, total: (leafOf(sql, n)?.depth ?? -1) + 1 };
    },
    editLine({ lineId, text }) {
      const before = lineById(lineId);
      const row = sql.get<{ n: number; conversation: number }>('SELECT n, conversation FROM turn WHERE id = ?', lineId);
      if (!row || before.text === text) return before;
      const after = text.toWellFormed();
      const { index, passages } = indexingOf(sql, row.conversation);
      sql.run('UPDATE turn SET text = ?, edited = 1 WHERE n = ?', after, row.n);
      sql.run("UPDATE caption SET words = '[]', corrected = NULL WHERE turn = ?", row.n);
      sql.run('DELETE FROM caption_translation WHERE turn = ?', row.n);
      reindexText(sql, index, row.n, before.text, after);
      sql.run('DELETE FROM passage WHERE turn = ?', row.n);
      sql.run('DELETE FROM unsplit WHERE turn = ?', row.n);
      if (passages) makePassages(sql, { ...row, text: after });
      return lineById(lineId);
    },
    correctLines({ recordingId, lines }) {
      const { n } = findRecording(sql, recordingId);
      const changed = lines.filter(
        ({ id, text }) =>
          sql.run(
            `UPDATE caption SET corrected = ? WHERE recording = ? AND turn = (SELECT n FROM turn WHERE id = ? AND edited = 0 AND text <> '')`,
            text.toWellFormed(),
            n,
            id,
          ) > 0,
      );
      for (const { id } of changed) sql.run('UPDATE caption_translation SET corrected = NULL WHERE turn = (SELECT n FROM turn WHERE id = ?)', id);
      return { lines: changed.map(({ id }) => lineById(id)) };
    },
    translateLine({ lineId, of, language, text, corrected }) {
      const is = corrected ? 'l.corrected' : 't.text';
      const row = sql.get<{ n: number }>(`SELECT t.n FROM turn t CROSS JOIN caption l ON l.turn = t.n WHERE t.id = ? AND ${is} = ?`, lineId, of);
      if (!row) return { stored: false };
      if (corrected) {
        const changed = sql.run('UPDATE caption_translation SET corrected = ? WHERE turn = ? AND language = ?', text.toWellFormed(), row.n, language);
        return { stored: changed > 0 };
      }
      const kept = 'ON CONFLICT (turn) DO UPDATE SET language = excluded.language, text = excluded.text, corrected = NULL';
      sql.run(`INSERT INTO caption_translation (turn, language, text) VALUES (?, ?, ?) ${kept}`, row.n, language, text.toWellFormed());
      return { stored: true };
    },
    untranslatedLines({ recordingId, language, limit, corrected }) {
      const { n } = findRecording(sql, recordingId);
      const missing = corrected
        ? `l.corrected <> '' AND l.corrected <> t.text
           AND EXISTS (SELECT 1 FROM caption_translation WHERE turn = p.turn AND language = ? AND corrected IS NULL)`
        : 'NOT EXISTS (SELECT 1 FROM caption_translation WHERE turn = p.turn AND language = ?)';
      return {
        lines: readLines(
          sql,
          `path p CROSS JOIN caption l ON l.turn = p.turn CROSS JOIN turn t ON t.n = p.turn
           WHERE p.conversation = ? AND ${missing}
           ORDER BY p.depth LIMIT ?`,
          n,
          language,
          limit,
        ),
      };
    },
    nameSpeaker({ recordingId, lineId, from, to }) {
      const { n } = findRecording(sql, recordingId);
      const name = to === '' ? null : (to?.toWellFormed() ?? null);
      const changed = sql.all<{ id: string }>(
        `SELECT t.id FROM ${LINE} WHERE l.recording = ?1 AND l.speaker IS NOT ?4
         AND CASE WHEN ?2 IS NULL THEN l.speaker IS ?3 ELSE t.id = ?2 END ORDER BY t.n`,
        n,
        lineId,
        from,
        name,
      );
      for (const { id } of changed) {
        sql.run('UPDATE caption SET speaker = ? WHERE turn = (SELECT n FROM turn WHERE id = ?)', name, id);
      }
      return { lineIds: changed.map(({ id }) => id) };
    },
    searchLines({ query, recordingId, limit }) {
      const terms = searchTerms(query.toWellFormed());
      if (terms.length === 0) return { lines: [] };
      const one = recordingId === null ? null : findRecording(sql, recordingId).n;
      return {
        lines: readLines(
          sql,
          `caption_index i CROSS JOIN caption l ON l.turn = i.rowid CROSS JOIN turn t ON t.n = i.rowid
           CROSS JOIN conversation c ON c.n = t.conversation
           WHERE caption_index MATCH ?1 AND c.removed_at IS NULL AND (?2 IS NULL OR t.conversation = ?2)
           ORDER BY t.conversation DESC, t.depth LIMIT ?3`,
          matchExpression(terms),
          one,
          limit,
        ),
      };
    },
  };
}
