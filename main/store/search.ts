import type { SearchHit } from '../../app/contract/services/conversations.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import { searchTerms, type SearchTerm } from '../../app/conversation/searchTerms.ts';
import { snippetOf } from '../../app/conversation/snippetOf.ts';
import { matchExpression } from './matchExpression.ts';
import type { Sql } from './sql.ts';

/**
 * Matches that are ranked: the newest ones. Words in more turns than this are so common that their relevance says
 * nothing, and ranking all of them would take longer than the next key.
 */
const MAX_RANKED = 1_000;
/** Age in days at which recency counts half of what it counts today. */
const HALF_LIFE_DAYS = 30;
const DAY_MS = 86_400_000;

interface TurnHit {
  conversationId: string;
  title: string;
  turnId: string;
  role: Turn['role'];
  createdAt: number;
  text: string;
}
type TitleHit = Pick<TurnHit, 'conversationId' | 'title' | 'createdAt'>;

/** bm25 is negative, and the smaller the better; what is new counts up to twice. */
const RANK = `rank * (1.0 + 1.0 / (1.0 + max(0, ?2 - created_at) / ${HALF_LIFE_DAYS * DAY_MS}.0))`;

function titleHits(sql: Sql, match: string, now: number, limit: number): TitleHit[] {
  return sql.all<TitleHit>(
    `SELECT id AS conversationId, title, updated_at AS createdAt FROM (
       SELECT c.id, c.title, c.updated_at, c.updated_at AS created_at, bm25(title_index) AS rank
       FROM title_index JOIN conversation c ON c.n = title_index.rowid AND c.removed_at IS NULL
       WHERE title_index MATCH ?1 ORDER BY title_index.rowid DESC LIMIT ${MAX_RANKED}
     ) ORDER BY ${RANK} LIMIT ?3`,
    match,
    now,
    limit,
  );
}

function turnHits(sql: Sql, match: string, now: number, limit: number): TurnHit[] {
  return sql.all<TurnHit>(
    `SELECT c.id AS conversationId, c.title, t.id AS turnId, t.role, t.created_at AS createdAt, t.text
     FROM (
       SELECT turn.n, turn.created_at, bm25(turn_index) AS rank
       FROM turn_index JOIN turn ON turn.n = turn_index.rowid
       JOIN conversation c ON c.n = turn.conversation AND c.removed_at IS NULL
       WHERE turn_index MATCH ?1 ORDER BY turn_index.rowid DESC LIMIT ${MAX_RANKED}
     ) hit JOIN turn t ON t.n = hit.n JOIN conversation c ON c.n = t.conversation
     ORDER BY ${RANK.replace('created_at', 'hit.created_at')} LIMIT ?3`,
    match,
    now,
    limit,
  );
}

/** What has no words in it (`→`, `:-)`, an emoji) is looked for as it stands, newest first. */
function signHits(sql: Sql, sign: string, limit: number): TurnHit[] {
  return sql.all<TurnHit>(
    `SELECT c.id AS conversationId, c.title, t.id AS turnId, t.role, t.created_at AS createdAt, t.text
     FROM turn t JOIN conversation c ON c.n = t.conversation AND c.removed_at IS NULL
     WHERE instr(t.text, ?) > 0 AND t.conversation NOT IN (SELECT conversation FROM recording) ORDER BY t.n DESC LIMIT ?`,
    sign,
    limit,
  );
}

/** The place of a sign as a snippet, in the way of `snippetOf`, which knows words only. */
function signSnippet(text: string, sign: string): SearchHit['snippet'] {
  const at = text.indexOf(sign);
  const runs = [
    {
      text: text
        .slice(Math.max(0, at - 40), at)
        .toWellFormed()
        .replace(/\s+/g, ' '),
      match: false,
    },
    { text: sign, match: true },
    {
      text: text
        .slice(at + sign.length, at + 140)
        .toWellFormed()
        .replace(/\s+/g, ' '),
      match: false,
    },
  ];
  return runs.filter((run) => run.text !== '');
}

function hitOf({ conversationId, title, turnId, role, createdAt }: TurnHit, snippet: SearchHit['snippet']): SearchHit {
  return { conversationId, title, turnId, role, createdAt, snippet };
}

function wordHits(sql: Sql, terms: readonly SearchTerm[], now: number, limit: number): SearchHit[] {
  const match = matchExpression(terms);
  const turns = turnHits(sql, match, now, limit);
  const titles = titleHits(sql, match, now, Math.max(Math.ceil(limit / 3), limit - turns.length));
  return [
    ...titles.map((hit) => ({ ...hit, turnId: null, role: null, snippet: snippetOf(hit.title, terms) })),
    ...turns.map((hit) => hitOf(hit, snippetOf(hit.text, terms))),
  ].slice(0, limit);
}

/**
 * Full-text search over titles and turns, on every branch: conversations whose title matches first (a third of the
 * hits at most, when there are turns to fill the rest), then turns by relevance and recency.
 *
 * @param query anything; all its words must be found, the last one may still be being typed
 * @param now milliseconds since the epoch
 */
export function search(sql: Sql, query: string, limit: number, now: number): SearchHit[] {
  const terms = searchTerms(query.toWellFormed());
  if (terms.length > 0) return wordHits(sql, terms, now, limit);
  const sign = query.trim().toWellFormed();
  return sign === '' ? [] : signHits(sql, sign, limit).map((hit) => hitOf(hit, signSnippet(hit.text, sign)));
}
