import type { SQLInputValue } from 'node:sqlite';
import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { TranslationLanguage } from '../../app/captions/translation/TranslationLanguage.ts';
import { Word } from '../../app/captions/Word.ts';
import { z } from '../../app/contract/zod.ts';
import type { Sql } from './sql.ts';

interface LineRow {
  id: string;
  recording_id: string;
  depth: number;
  start_ms: number;
  end_ms: number;
  text: string;
  words: string;
  corrected: string | null;
  speaker: string | null;
  edited: number;
  language: string | null;
  translation: string | null;
  corrected_translation: string | null;
}

const Words = z.array(Word);

/**
 * Reads lines.
 *
 * @param source what follows FROM: tables, with the turns as `t` and the captions as `l`, conditions and order. Never
 *   made of anybody's input.
 */
export function readLines(sql: Sql, source: string, ...values: SQLInputValue[]): CaptionLine[] {
  return sql
    .all<LineRow>(
      `SELECT t.id, (SELECT id FROM conversation WHERE n = t.conversation) AS recording_id, t.depth, t.text, t.edited,
         coalesce((SELECT start_ms FROM media_time WHERE turn = t.n), 0) AS start_ms,
         coalesce((SELECT end_ms FROM media_time WHERE turn = t.n), 0) AS end_ms, l.words, l.corrected, l.speaker,
         (SELECT language FROM caption_translation WHERE turn = t.n) AS language,
         (SELECT text FROM caption_translation WHERE turn = t.n) AS translation,
         (SELECT corrected FROM caption_translation WHERE turn = t.n) AS corrected_translation
       FROM ${source}`,
      ...values,
    )
    .map((row) => ({
      id: row.id,
      recordingId: row.recording_id,
      index: row.depth,
      startMs: row.start_ms,
      endMs: row.end_ms,
      text: row.text,
      words: Words.parse(JSON.parse(row.words)),
      corrected: row.corrected,
      speaker: row.speaker,
      edited: row.edited === 1,
      ...(row.language !== null && {
        translation: {
          language: TranslationLanguage.parse(row.language),
          text: row.translation ?? '',
          ...(row.corrected_translation !== null && { corrected: row.corrected_translation }),
        },
      }),
    }));
}
