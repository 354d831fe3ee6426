import { writeFileSync } from 'node:fs';
import { AppError } from '../../app/contract/AppError.ts';
import { describeIssues } from '../../app/contract/describeIssues.ts';
import type { Client } from '../../app/contract/Service.ts';
import type { z } from '../../app/contract/zod.ts';
import { conversationCalls } from './conversationCalls.ts';
import { eraseFromEvidence } from './eraseFromEvidence.ts';
import { factCalls } from './factCalls.ts';
import { findConversation } from './find.ts';
import { forgetTurn } from './forgetTurn.ts';
import { lineCalls } from './lineCalls.ts';
import { markCalls } from './markCalls.ts';
import { openDatabase } from './openDatabase.ts';
import { passageCalls } from './passageCalls.ts';
import { purge } from './purge.ts';
import { queueCalls } from './queueCalls.ts';
import { readPage } from './readPage.ts';
import { recall } from './recall.ts';
import { recordingCalls } from './recordingCalls.ts';
import { search } from './search.ts';
import type { Sql } from './sql.ts';
import { isDamage, storeError } from './storeError.ts';
import type { StoreHandlers } from './StoreHandlers.ts';
import { storeService } from './storeService.ts';
import { suspectPath } from './suspectPath.ts';
import { IN_MEMORY } from './temporaryIds.ts';
import { transferCalls } from './transferCalls.ts';
import { spokenCalls } from './spokenCalls.ts';
import { turnCalls } from './turnCalls.ts';

export interface StoreOptions {
  /** milliseconds since the epoch; the system's clock by default */
  readonly now?: () => number;
  /** told when the file was damaged and what became of it */
  readonly onNotice?: (notice: AppError) => void;
}

/** Calls that come many times a second or on every key: safe from a kill at once, from a power cut a moment later. */
const RELAXED: ReadonlySet<string> = new Set(['appendText', 'saveDraft']);
/** Calls that are no single transaction. */
const UNWRAPPED: ReadonlySet<string> = new Set(['purge', 'purgeRecordings', 'forgetTurn', 'forgetFact', 'close']);

function allCalls(sql: Sql, file: string, now: () => number): StoreHandlers {
  return {
    ...conversationCalls(sql, now),
    ...turnCalls(sql, now),
    ...spokenCalls(sql, now),
    ...queueCalls(sql),
    ...transferCalls(sql, now),
    ...markCalls(sql),
    ...passageCalls(sql),
    ...factCalls(sql, file, now),
    ...recordingCalls(sql, file, now),
    ...lineCalls(sql),
    recall: (request) => ({ quotations: recall(sql, request) }),
    forgetTurn: ({ turnId }) => forgetTurn(sql, file, turnId),
    eraseSeen: ({ ids }) => ({ seenIn: eraseFromEvidence(sql, new Set(ids)) }),
    page: ({ id, limit, at }) => readPage(sql, findConversation(sql, id).n, { limit, at }),
    search: ({ query, limit }) => ({ hits: search(sql, query, limit, now()) }),
    purge: ({ removedBefore }) => purge(sql, file, removedBefore),
    close() {
      if (sql.db.isOpen) sql.db.close();
      return {};
    },
  };
}

function runCall<T>(sql: Sql, name: string, work: () => T): T {
  if (UNWRAPPED.has(name)) return work();
  if (!RELAXED.has(name)) return sql.transaction(work);
  sql.db.exec('PRAGMA synchronous = NORMAL');
  try {
    return sql.transaction(work);
  } finally {
    sql.db.exec('PRAGMA synchronous = FULL');
  }
}

/**
 * The store, in this thread: opens the file, makes it when it is not there; `:memory:` is a store of temporary
 * conversations, of which nothing ever reaches the disk. Every call is one transaction. Throws, and
 * its calls reject with, an `AppError`: `disk-full`, `no-permission`, `busy` (another program has the file),
 * `unsupported` (a newer program's file), `not-found`, `bad-request`, `bad-file`.
 */
export function createStore(file: string, options: StoreOptions = {}): Client<typeof storeService> {
  const { now = Date.now, onNotice } = options;
  let sql: Sql;
  try {
    const opened = openDatabase(file);
    sql = opened.sql;
    if (opened.notice) onNotice?.(opened.notice);
  } catch (error) {
    throw storeError(error, file);
  }
  const wrap =
    (name: string, call: (params: never) => unknown, schema: z.ZodType) =>
    async (params: unknown): Promise<unknown> => {
      try {
        const checked = schema.safeParse(params);
        if (!checked.success) throw new AppError('bad-request', describeIssues(checked.error));
        return runCall(sql, name, () => call(checked.data as never));
      } catch (error) {
        if (isDamage(error) && file !== IN_MEMORY) writeFileSync(suspectPath(file), '');
        throw storeError(error, file);
      }
    };
  const calls: Record<string, (params: never) => unknown> = allCalls(sql, file, now);
  const wrapped = Object.entries(storeService.calls).map(([name, { params }]) => [
    name,
    wrap(name, calls[name]!, params),
  ]);
  return Object.fromEntries(wrapped) as Client<typeof storeService>;
}
