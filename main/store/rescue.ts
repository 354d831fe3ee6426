import { DatabaseSync } from 'node:sqlite';
import { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { Recording } from '../../app/captions/Recording.ts';
import { Word } from '../../app/captions/Word.ts';
import { z } from '../../app/contract/zod.ts';
import { FileConversation, FileFact, FileTurn } from '../../app/conversation/ConversationFile.ts';
import { RetentionPolicy } from '../../app/memory/RetentionPolicy.ts';
import { setPath } from './activePath.ts';
import { insertConversation } from './insertConversation.ts';
import { insertFact } from './insertFact.ts';
import { insertRecording, type NewRecording } from './insertRecording.ts';
import { insertTurn } from './insertTurn.ts';
import { piecesOf } from './piecesOf.ts';
import { pinTurn } from './pinTurn.ts';
import { createSql, type Sql } from './sql.ts';

type DamagedRow = Readonly<Record<string, unknown>> & { readonly n: number };

interface SavedTurn {
  readonly n: number;
  readonly id: string;
  readonly depth: number;
}
interface SavedConversation {
  readonly n: number;
  newest: SavedTurn | null;
}

/** Rows in a row that cannot be read before the end of a table is assumed (only when its end cannot be read either). */
const MAX_GAP = 10_000;

/** What `read` gives, or what stands for it when that part of the file is broken. */
function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Every row that can still be read, one look-up each: a page that is broken costs the rows on it and no others. */
function* readableRows(damaged: Sql, table: 'conversation' | 'turn' | 'fact'): Generator<DamagedRow> {
  if (!orElse(() => damaged.get(`SELECT 1 AS n FROM ${table} LIMIT 0`) ?? true, false)) return;
  const last = orElse(() => damaged.get<{ n: number }>(`SELECT max(n) AS n FROM ${table}`)?.n, undefined);
  for (let n = 1, missing = 0; last === undefined ? missing < MAX_GAP : n <= last; n++) {
    const row = orElse(() => damaged.get<DamagedRow>(`SELECT * FROM ${table} WHERE n = ?`, n), undefined);
    missing = row ? 0 : missing + 1;
    if (row) yield row;
  }
}

/**
 * Takes over what can be read of a damaged database, with its ids. A turn whose parent is lost follows the newest turn
 * saved before it in its conversation; each conversation opens at its newest turn.
 *
 * @returns how much was saved
 */
export function rescue(sql: Sql, damagedFile: string): { conversations: number; turns: number } {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(damagedFile, { readOnly: true });
    // One broken entry in the schema then costs its own table, not all of them.
    db.exec('PRAGMA writable_schema = ON');
    const damaged = createSql(db);
    return sql.transaction(() => takeOver(sql, damaged));
  } catch (error) {
    console.error('A damaged database could not be read:', error);
    return { conversations: 0, turns: 0 };
  } finally {
    db?.close();
  }
}

function isMarked(damaged: Sql, table: 'pin' | 'forgotten', turn: number): boolean {
  return orElse(() => damaged.get(`SELECT 1 FROM ${table} WHERE turn = ?`, turn) !== undefined, false);
}

/** What a hidden conversation is, when it is one. It was not being written down any more when its file was damaged. */
function recordingOf(damaged: Sql, conversation: number): Omit<NewRecording, 'createdAt'> | null {
  const row = orElse(
    () => damaged.get<DamagedRow>('SELECT 1 AS n, * FROM recording WHERE conversation = ?', conversation),
    undefined,
  );
  const read = Recording.omit({ id: true, lines: true, createdAt: true }).safeParse({
    ...row,
    durationMs: row?.duration_ms,
    live: false,
    keptSound: row?.kept_sound === 1,
    remembered: row?.remembered === 1,
  });
  return read.data ?? null;
}

function takeOverCaption(sql: Sql, damaged: Sql, turn: { from: number; to: number; recording: number }): void {
  const { from, to, recording } = turn;
  if (sql.get('SELECT 1 FROM recording WHERE conversation = ?', recording) === undefined) return;
  const row = orElse(() => damaged.get<Record<string, unknown>>('SELECT speaker, words FROM caption WHERE turn = ?', from), undefined);
  if (orElse(() => damaged.get('SELECT 1 FROM forgotten WHERE turn = ?', from) !== undefined, false)) return;
  const words = orElse(() => JSON.stringify(z.array(Word).parse(JSON.parse(String(row?.words)))), '[]');
  const speaker = CaptionLine.shape.speaker.safeParse(row?.speaker).data ?? null;
  sql.run('INSERT INTO caption (turn, recording, speaker, words) VALUES (?, ?, ?, ?)', to, recording, speaker, words);
}

/** The ledger; vectors are made anew, and what the model saw long ago is not worth reading broken pages for. */
function takeOverFacts(
  sql: Sql,
  damaged: Sql,
  conversations: ReadonlyMap<number, SavedConversation>,
  turns: ReadonlyMap<number, SavedTurn>,
): void {
  const saved = new Map<number, number>();
  const links: [number, number][] = [];
  for (const row of readableRows(damaged, 'fact')) {
    const conversation = conversations.get(Number(row.conversation));
    const read = FileFact.safeParse({
      ...row,
      pinned: row.pinned === 1,
      turnId: null,
      createdAt: row.created_at,
      supersededBy: null,
    });
    if (!read.success || !conversation) continue;
    const turn = turns.get(Number(row.turn))?.n ?? null;
    const place = { conversation: conversation.n, turn, everywhere: row.everywhere === 1 };
    saved.set(row.n, insertFact(sql, { ...read.data, ...place }).n);
    if (row.superseded_by !== null) links.push([row.n, Number(row.superseded_by)]);
  }
  for (const [old, newer] of links) {
    sql.run('UPDATE fact SET superseded_by = ? WHERE n = ?', saved.get(newer) ?? null, saved.get(old) ?? null);
  }
}

function takeOver(sql: Sql, damaged: Sql): { conversations: number; turns: number } {
  const conversations = new Map<number, SavedConversation>();
  const turns = new Map<number, SavedTurn>();

  const conversationOf = (oldN: number, row?: DamagedRow): SavedConversation => {
    const known = conversations.get(oldN);
    if (known) return known;
    const read = FileConversation.omit({ turns: true, leafId: true, facts: true }).safeParse({
      ...row,
      pinned: row?.pinned === 1,
      createdAt: row?.created_at,
      updatedAt: row?.updated_at,
      retention: RetentionPolicy.safeParse(row?.retention).data ?? null,
    });
    const now = Date.now();
    const fields = read.data ?? {
      title: 'Saved conversation',
      pinned: false,
      createdAt: now,
      updatedAt: now,
      draft: '',
      retention: null,
    };
    const removedAt = typeof row?.removed_at === 'number' ? row.removed_at : null;
    const id = typeof row?.id === 'string' ? row.id.slice(0, 64) : undefined;
    const recording = recordingOf(damaged, oldN);
    const { createdAt } = fields;
    const n = recording
      ? insertRecording(sql, { ...recording, id, createdAt, removedAt })
      : insertConversation(sql, { ...fields, id, named: true, removedAt }).n;
    const saved: SavedConversation = { n, newest: null };
    conversations.set(oldN, saved);
    return saved;
  };

  for (const row of readableRows(damaged, 'conversation')) conversationOf(row.n, row);
  for (const row of readableRows(damaged, 'turn')) {
    const read = FileTurn.safeParse({
      ...row,
      parentId: null,
      createdAt: row.created_at,
      edited: row.edited === 1,
      stats: orElse<unknown>(() => JSON.parse(String(row.stats)), null),
      text: typeof row.text === 'string' ? row.text + orElse(() => piecesOf(damaged, row.n), '') : null,
      mediaTime: orElse(
        () => damaged.get('SELECT start_ms AS startMs, end_ms AS endMs FROM media_time WHERE turn = ?', row.n) ?? null,
        null,
      ),
      pinned: isMarked(damaged, 'pin', row.n),
      forgotten: isMarked(damaged, 'forgotten', row.n),
    });
    if (!read.success) continue;
    const conversation = conversationOf(Number(row.conversation));
    const parent = row.parent === null ? null : (turns.get(Number(row.parent)) ?? conversation.newest);
    const saved = insertTurn(sql, { ...read.data, conversation: conversation.n, parent });
    turns.set(row.n, saved);
    conversation.newest = saved;
    takeOverCaption(sql, damaged, { from: row.n, to: saved.n, recording: conversation.n });
    if (read.data.forgotten) sql.run('INSERT INTO forgotten (turn) VALUES (?)', saved.n);
    else if (read.data.pinned) pinTurn(sql, saved.n, conversation.n);
  }
  takeOverFacts(sql, damaged, conversations, turns);
  for (const { n, newest } of conversations.values()) if (newest) setPath(sql, n, newest);
  return { conversations: conversations.size, turns: turns.size };
}
