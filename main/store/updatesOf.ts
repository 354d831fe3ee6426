import { contentWords, type ContentWord } from '../../app/memory/contentWords.ts';
import { namedIn } from '../../app/memory/namedIn.ts';
import { onlyAsks } from '../../app/memory/onlyAsks.ts';
import { splitPassages } from '../../app/memory/splitPassages.ts';
import { expressionOf } from './findByWords.ts';
import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

/** Words of a message that says how something is from now on, or that it was told wrong. */
const CUES = `now changed change moved renamed switched replaced postponed raised lowered became become becomes new
  anymore longer instead wrong mistake mistaken correct correction corrected right truth actually updated gave
  dropped sold left divorced`
  .trim()
  .split(/\s+/);
const CUE = new RegExp(`\\b(?:${CUES.join('|')})\\b`, 'i');
/** What it says holds beside what was said before. */
const ADDS = /\b(?:too|also|as well|besides|second|third)\b/i;
/** Messages that are looked at as updates of something. */
const MAX_UPDATES = 200;
/** Cosine from which on two messages that name the same may say the same kind of thing of it. */
const LIKE = 0.6;
/** From this one on they surely do. */
const SURE = 0.75;
/** And so do those that say so many of the question's words alike: of whom, and what. */
const SAME_WORDS = 2;
/** Updates that are nearly as near as the nearest are about the same: the newest of them holds. */
const AS_NEAR = 0.08;

/** What a turn was followed by that says how it is since. */
export interface Update {
  readonly turn: number;
  /** it is about the same, beyond doubt: what it followed is out of date */
  readonly isSure: boolean;
  /** it does not stand beside what it followed: if it is about the same, that is out of date */
  readonly mayReplace: boolean;
}

interface Message {
  readonly n: number;
  readonly conversation: number;
  readonly text: string;
}

const stemsOf = (text: string): Set<string> => new Set(contentWords(text).map(({ stem }) => stem));

function wordsNamedIn(text: string): ContentWord[] {
  const named = namedIn(text);
  return contentWords(text).filter(({ stem }) => named.has(stem));
}

/** Whose it begins with, by stems: "My sister Anna lives in Rome" is about sister and Anna. */
const BEGINS = /^(?:(?:[Mm]y|[Oo]ur)\s+(\p{L}+)(?:\s+(\p{Lu}\p{L}+))?|(\p{Lu}\p{Ll}+)(?:['’]s\b|\s(?!is\b|was\b)\p{Ll}+s\b))/u;
function beginsWith(text: string): Set<string> {
  return stemsOf((BEGINS.exec(text.trim()) ?? []).slice(1).join(' '));
}

/** What a message says, without what it only asks: "What is the gate code now?" changes nothing. */
function saidIn(text: string): string {
  const passages = splitPassages(text).map(({ at, length }) => text.slice(at, at + length));
  return passages.filter((passage) => !onlyAsks(passage)).join(' ');
}

/**
 * For messages of the person's that fit a question: the later one that reads like an update and is about the same. It
 * says, and does not ask, every word that the message shares with the question and a word of change or correction, and
 * means nearly the same. Only among what has vectors.
 */
export function updatesOf(
  sql: Sql,
  { table, values, index }: RecallScope,
  turns: readonly number[],
  words: readonly ContentWord[],
): Map<number, Update> {
  if (words.length === 0) return new Map();
  const messages = sql.all<Message>(
    `SELECT t.n, t.conversation, t.text FROM json_each(?) j CROSS JOIN turn t ON t.n = j.value WHERE t.role = 'user'`,
    JSON.stringify(turns),
  );
  // What was told of by name may be told of by that alone from then on.
  const names = contentWords(messages.flatMap(({ text }) => wordsNamedIn(text)).map(({ word }) => word).join(' '));
  const cues = CUES.map((cue) => `"${cue}"`).join(' OR ');
  const later = sql
    .all<Message>(
      `${table} SELECT t.n, t.conversation, t.text FROM ${index} i CROSS JOIN turn t ON t.n = i.rowid
       WHERE ${index} MATCH ?3 AND t.role = 'user' AND +i.rowid IN (SELECT n FROM scope) ORDER BY i.rowid DESC LIMIT ?4`,
      ...values,
      `(${expressionOf([...words, ...names])}) AND (${cues})`,
      MAX_UPDATES,
    )
    .flatMap(({ n, conversation, text }) => {
      const said = saidIn(text);
      return CUE.test(said) ? [{ n, conversation, text, stems: stemsOf(said), adds: ADDS.test(said) }] : [];
    });
  const passagesSaying = passageFinder(sql);
  const asked = words.map(({ stem }) => stem);
  const found = new Map<number, Update>();
  for (const { n, conversation, text } of messages) {
    const own = stemsOf(text);
    const shared = asked.filter((stem) => own.has(stem));
    if (shared.length === 0) continue;
    const named = wordsNamedIn(text).map(({ stem }) => stem);
    const owner = [...beginsWith(text)];
    // "My sister Anna" is "Anna" from then on.
    const isSaid = (stem: string, { stems }: (typeof later)[number]) =>
      stems.has(stem) || (named.includes(stem) && named.some((other) => other !== stem && stems.has(other)));
    // What was said along with it ("I read an article on owls") makes no two messages alike.
    const about = [...shared, ...named];
    const passages = passagesSaying({ n, text }, about);
    const near = later
      .filter((next) => next.n > n && shared.every((stem) => isSaid(stem, next)))
      .filter((next) => owner.length === 0 || owner.some((stem) => next.stems.has(stem)))
      .filter((next) => !stateOthers(sql, n, next.n))
      .map((next) => ({
        turn: next.n,
        cosine: cosineOf(sql, passages, passagesSaying(next, about)),
        // "The meeting" of another conversation may be another meeting.
        mayReplace: next.conversation === conversation && !next.adds,
      }));
    const update = nearestOf(near, shared.length >= SAME_WORDS ? LIKE : SURE);
    if (update) found.set(n, update);
  }
  return found;
}

/**
 * True when both messages state what the ledger knows, and nothing in the first took the place of anything in the
 * second: they are about different things, however alike they sound.
 */
function stateOthers(sql: Sql, earlier: number, later: number): boolean {
  const row = sql.get<{ held: number; changed: number; later: number }>(
    `SELECT count(*) FILTER (WHERE turn = ?1 AND superseded_by IS NULL) AS held,
       count(*) FILTER (WHERE turn = ?1 AND superseded_by IS NOT NULL) AS changed,
       count(*) FILTER (WHERE turn = ?2) AS later
     FROM fact WHERE turn IN (?1, ?2)`,
    earlier,
    later,
  );
  return row !== undefined && row.held > 0 && row.changed === 0 && row.later > 0;
}

interface Near {
  readonly turn: number;
  readonly cosine: number;
  readonly mayReplace: boolean;
}

/** @param sure cosine from which on an update is beyond doubt */
function nearestOf(near: readonly Near[], sure: number): Update | null {
  const nearest = Math.max(...near.map(({ cosine }) => cosine));
  if (!(nearest >= LIKE)) return null;
  const same = near.filter(({ cosine }) => cosine >= nearest - AS_NEAR && cosine >= LIKE);
  const isSure = same.some(({ cosine, mayReplace }) => cosine >= sure && mayReplace);
  const newest = same.reduce((a, b) => (b.turn > a.turn ? b : a));
  return { turn: newest.turn, isSure, mayReplace: isSure || newest.mayReplace };
}

/**
 * Finds the rows of the passages of a message in which one of some words stands; of all when none has one. Each message
 * is taken apart once, however many others it is compared with.
 */
function passageFinder(sql: Sql): (message: Pick<Message, 'n' | 'text'>, stems: readonly string[]) => number[] {
  const known = new Map<number, readonly { n: number; stems: ReadonlySet<string> }[]>();
  const passagesOf = ({ n, text }: Pick<Message, 'n' | 'text'>) => {
    const rows = sql.all<{ n: number; at: number; length: number }>('SELECT n, at, length FROM passage WHERE turn = ?', n);
    return rows.map((row) => ({ n: row.n, stems: stemsOf(text.slice(row.at, row.at + row.length)) }));
  };
  return (message, stems) => {
    const all = known.get(message.n) ?? passagesOf(message);
    known.set(message.n, all);
    const saying = all.filter((passage) => stems.some((stem) => passage.stems.has(stem)));
    return (saying.length > 0 ? saying : all).map(({ n }) => n);
  };
}

/** Of those of these passages that are nearest to each other; 0 without vectors of one model. */
function cosineOf(sql: Sql, a: readonly number[], b: readonly number[]): number {
  const row = sql.get<{ distance: number | null }>(
    `SELECT min(vec_distance_cosine(p.vector, q.vector)) AS distance
     FROM json_each(?1) i CROSS JOIN passage p ON p.n = i.value CROSS JOIN json_each(?2) j CROSS JOIN passage q ON q.n = j.value
     WHERE p.model = q.model AND length(p.vector) = length(q.vector)`,
    JSON.stringify(a),
    JSON.stringify(b),
  );
  return 1 - (row?.distance ?? 1);
}
