import { AppError } from '../../app/contract/AppError.ts';
import type { z } from '../../app/contract/zod.ts';
import { contentWords, type ContentWord } from '../../app/memory/contentWords.ts';
import { namedIn } from '../../app/memory/namedIn.ts';
import { onlyAsks } from '../../app/memory/onlyAsks.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';
import { correctionAfter } from './correctionAfter.ts';
import { currentTurns } from './currentTurns.ts';
import { dropRepeats } from './dropRepeats.ts';
import { findByVector, type NearPassage } from './findByVector.ts';
import { findByWords } from './findByWords.ts';
import { readQuotation } from './readQuotation.ts';
import { type RecallScope, recallScope } from './recallScope.ts';
import { recordingScope } from './recordingScope.ts';
import type { Sql } from './sql.ts';
import type { storeService } from './storeService.ts';
import { updatesOf } from './updatesOf.ts';
import { weighWords } from './weighWords.ts';

export type RecallRequest = z.output<(typeof storeService)['calls']['recall']['params']>;

/** Turns of each kind of search that are looked at more closely. */
const CANDIDATES = 200;
/** A question is at the end of what a person sends: words before its last units are not looked for. */
const QUERY_UNITS = 4_000;
/** A turn that only asks says nothing, however much it is like the question. */
const ONLY_ASKS = 0.5;
/** An answer says again what the person said, or nothing of the person's own, more often than not. */
const ANSWER = 0.9;
/** Share of meaning in the score; words have the rest. */
const MEANING = 0.7;
/** A turn is passed over when neither its cosine nor its share of the question's words comes up to these. */
const LEAST_COSINE = 0.2;
const LEAST_SHARE = 0.1;
/**
 * Most lines of captions among what is found, whatever the limit: hours of them must not push out what was said in the
 * chat.
 */
const MAX_HEARD = 4;
/** Lines that are compared by meaning, the newest ones: some twenty hours. Older ones are found by their words. */
const COMPARED_LINES = 20_000;
/** What is about somebody else than the question names, in comparison with what is about them. */
const OTHERS = 0.8;
/** Turns, best first, for which a later message is looked for that says how it is since. */
const UPDATED = 16;
/** A message that may say how it is since, in comparison with what it may be about. */
const UNSURE = 0.95;
/** Words of content below which a message says nothing by itself. */
const LEAST_WORDS = 3;
/** What the newest candidate gets over the oldest: among near-ties a correction beats what it corrects. */
const NEWER = 0.05;

interface Candidate {
  readonly turn: number;
  readonly score: number;
  readonly near: NearPassage | undefined;
  /** a later one says how it is since, or takes it back */
  readonly isChanged?: boolean;
}

/** Each turn once, as it was found best; what one way found changed is. */
function onceEach(candidates: readonly Candidate[]): Candidate[] {
  const byTurn = Map.groupBy(candidates, ({ turn }) => turn);
  return [...byTurn.values()].map((same) => ({
    ...same.reduce((a, b) => (b.score > a.score ? b : a)),
    isChanged: same.some(({ isChanged }) => isChanged),
  }));
}

/**
 * Meaning and words, each on a scale of its own from 0 to 1 that does not depend on what else was found, added by
 * weight: better than fusion by rank, which throws away how much better the better one is (Bruch, Gai, Ingber 2023,
 * arXiv 2210.11934), and it tells when nothing fits.
 */
function fused(
  words: ReadonlyMap<number, number>,
  near: ReadonlyMap<number, NearPassage>,
  meaning: number,
): Candidate[] {
  const nearest = [...near].toSorted(([, a], [, b]) => b.score - a.score).slice(0, CANDIDATES);
  const turns = [...new Set([...words.keys(), ...nearest.map(([turn]) => turn)])].toSorted((a, b) => a - b);
  return turns.flatMap((turn, age) => {
    const cosine = near.get(turn)?.score ?? null;
    const share = words.get(turn) ?? 0;
    if ((cosine ?? 0) < LEAST_COSINE && share < LEAST_SHARE) return [];
    // What has no vector yet is no worse for that: its words count for both.
    const fits = cosine === null ? share : meaning * Math.max(0, cosine) + (1 - meaning) * share;
    const newer = turns.length > 1 ? age / (turns.length - 1) : 0;
    return [{ turn, score: fits + NEWER * newer, near: near.get(turn) }];
  });
}

interface PassageRow {
  n: number;
  at: number;
  length: number;
}

/** Says that something was told wrong; what is right comes in the next sentence. */
const ANNOUNCES = /\b(?:wrong|mistaken?|mistakes|incorrect|not (?:true|right)|mixed up|take (?:it |that )?back)\b/i;

/** With the passage behind it, when it only announces that one or says too little. */
function withNext(text: string, passages: readonly PassageRow[], passage: PassageRow): PassageRow {
  const own = text.slice(passage.at, passage.at + passage.length);
  const next = passages[passages.indexOf(passage) + 1];
  if (!next || !(ANNOUNCES.test(own) || contentWords(own).length < LEAST_WORDS)) return passage;
  return { ...passage, length: next.at + next.length - passage.at };
}

/** The passage of a long turn that is quoted: the nearest by meaning, or that with the most words of the question. */
function passageOf(sql: Sql, { turn, near }: Candidate, words: readonly ContentWord[]): PassageRow | null {
  const passages = sql.all<PassageRow>('SELECT n, at, length FROM passage WHERE turn = ? ORDER BY at', turn);
  if (passages.length <= 1) return null;
  const text = sql.get<{ text: string }>('SELECT text FROM turn WHERE n = ?', turn)?.text ?? '';
  const byMeaning = near && passages.find(({ n }) => n === near.passage);
  if (byMeaning) return withNext(text, passages, byMeaning);
  const asked = new Set(words.map(({ stem }) => stem));
  const found = passages.map(({ at, length }) => {
    return contentWords(text.slice(at, at + length)).filter(({ stem }) => asked.has(stem)).length;
  });
  const best = passages[found.indexOf(Math.max(...found))];
  return best ? withNext(text, passages, best) : null;
}


const worthOf = ({ text, role }: Quotation): number =>
  (onlyAsks(text) ? ONLY_ASKS : 1) * (role === 'assistant' ? ANSWER : 1);

/** In the place of what was corrected since comes what holds now; a correction stands with what it corrects. */
function withCorrections(sql: Sql, scope: RecallScope, candidates: readonly Candidate[]): Candidate[] {
  const current = currentTurns(sql, scope, candidates.map(({ turn }) => turn));
  const holding = candidates.flatMap((candidate) => {
    const now = current.get(candidate.turn);
    if (now === undefined) return [candidate];
    // What is marked is what stood there before.
    return now === null ? [] : [{ ...candidate, turn: now, near: undefined, isChanged: false }];
  });
  const after = correctionAfter(sql, scope, holding.map(({ turn }) => turn));
  const all = holding.flatMap((candidate) => {
    const next = after.get(candidate.turn);
    return next === undefined ? [candidate] : [{ ...candidate, isChanged: true }, { ...candidate, turn: next, near: undefined }];
  });
  return onceEach(all);
}

/** What is about others than those whom the question names moves back. */
function aboutNamed(sql: Sql, candidates: readonly Candidate[], query: string): Candidate[] {
  const names = namedIn(query);
  if (names.size === 0) return [...candidates];
  return candidates.map((candidate) => {
    const text = sql.get<{ text: string }>('SELECT text FROM turn WHERE n = ?', candidate.turn)?.text ?? '';
    const isAbout = contentWords(text).some(({ stem }) => names.has(stem));
    return isAbout ? candidate : { ...candidate, score: OTHERS * candidate.score };
  });
}

/** The message that an answer answers. */
const parentOf = (sql: Sql, turn: number): number | null =>
  sql.get<{ parent: number | null }>("SELECT parent FROM turn WHERE n = ? AND role = 'assistant'", turn)?.parent ?? null;

/**
 * What says how something is since stands in the place of what it changed, or just behind it when that is not sure, and
 * the other is marked.
 */
function withUpdates(sql: Sql, scope: RecallScope, candidates: readonly Candidate[], words: readonly ContentWord[]): Candidate[] {
  const updates = updatesOf(sql, scope, candidates.slice(0, UPDATED).map(({ turn }) => turn), words);
  const past = new Set([...updates].flatMap(([turn, { isSure }]) => (isSure ? [turn] : [])));
  const all = candidates.flatMap((candidate) => {
    const update = updates.get(candidate.turn);
    const isPast = past.has(candidate.turn) || (past.size > 0 && past.has(parentOf(sql, candidate.turn) ?? -1));
    const kept = isPast ? [] : [update?.mayReplace ? { ...candidate, isChanged: true } : candidate];
    if (!update) return kept;
    const later = candidates.find(({ turn }) => turn === update.turn);
    const score = candidate.score * (update.isSure ? 1 : UNSURE);
    return [...kept, { turn: update.turn, near: later?.near, score }];
  });
  return onceEach(all);
}

/**
 * @param meant where passages are compared with the question; `scope`, or a part of it
 */
function find(sql: Sql, scope: RecallScope, meant: RecallScope, request: RecallRequest): Quotation[] {
  const { query, vector, model, limit, excludeTurnIds } = request;
  const list = JSON.stringify(excludeTurnIds);
  const excluded = new Set(
    sql
      .all<{ n: number }>(`SELECT t.n FROM json_each(?) j CROSS JOIN turn t ON t.id = j.value`, list)
      .map(({ n }) => n),
  );
  const words = contentWords(query.slice(-QUERY_UNITS));
  const byWords = findByWords(sql, scope, words, CANDIDATES + excluded.size).filter(({ turn }) => !excluded.has(turn));
  if (vector && (vector.length === 0 || vector.length % 4 !== 0)) {
    throw new AppError('bad-request', 'The vector of this question is none of float32.', { bytes: vector.length });
  }
  const also = byWords.map(({ turn }) => turn);
  const near = vector
    ? findByVector(sql, meant, { vector, model, limit: CANDIDATES + excluded.size, also })
    : new Map<number, NearPassage>();
  for (const turn of excluded) near.delete(turn);
  const meaning = near.size === 0 ? 0 : words.length === 0 ? 1 : MEANING;
  const whole = weighWords(sql, words, scope.index) ?? Math.max(...byWords.map(({ score }) => score));
  const scores = new Map(byWords.map(({ turn, score }) => [turn, Math.min(1, score / whole)]));
  const ranked = aboutNamed(sql, fused(scores, near, meaning), query.slice(-QUERY_UNITS)).toSorted((a, b) => b.score - a.score || b.turn - a.turn);
  const updated = withUpdates(sql, scope, ranked.slice(0, 2 * limit), words);
  const best = withCorrections(sql, scope, updated).filter(({ turn }) => !excluded.has(turn));
  const quotations = best
    .flatMap((candidate) => {
      const quotation = readQuotation(sql, candidate.turn, passageOf(sql, candidate, words), candidate.score);
      return quotation ? [{ ...quotation, score: quotation.score * worthOf(quotation), ...(candidate.isChanged && { isChanged: true }) }] : [];
    })
    .toSorted((a, b) => b.score - a.score);
  return dropRepeats(quotations).slice(0, limit);
}

/** What was heard, in recordings that chats may recall. */
function findHeard(sql: Sql, request: RecallRequest): Quotation[] {
  const all = recordingScope(sql, Infinity);
  const meant = recordingScope(sql, COMPARED_LINES);
  if (!all || !meant) return [];
  return find(sql, all, meant, { ...request, limit: Math.min(MAX_HEARD, request.limit) });
}

/** Finds what was said before that fits a question: see `storeService.recall`. */
export function recall(sql: Sql, request: RecallRequest): Quotation[] {
  const scope = recallScope(sql, request);
  const said = find(sql, scope, scope, request);
  const heard = findHeard(sql, request);
  return [...said.slice(0, request.limit - heard.length), ...heard].toSorted((a, b) => b.score - a.score);
}
