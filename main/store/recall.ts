import { AppError } from '../../app/contract/AppError.ts';
import type { z } from '../../app/contract/zod.ts';
import { contentWords, type ContentWord } from '../../app/memory/contentWords.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';
import { findByVector, type NearPassage } from './findByVector.ts';
import { findByWords } from './findByWords.ts';
import { readQuotation } from './readQuotation.ts';
import { recallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';
import type { storeService } from './storeService.ts';

export type RecallRequest = z.output<(typeof storeService)['calls']['recall']['params']>;

/** Turns of each kind of search that are looked at more closely. */
const CANDIDATES = 200;
/** A question is at the end of what a person sends: words before its last units are not looked for. */
const QUERY_UNITS = 4_000;
/** Share of meaning in the score; words have the rest. */
const MEANING = 0.5;
/** A cosine up to this says nothing: texts about different things have it as well. */
const UNRELATED = 0.1;
/** What the newest candidate gets over the oldest: among near-ties a correction beats what it corrects. */
const NEWER = 0.05;
/** A turn that only asks says nothing, however much it is like the question. */
const ONLY_ASKS = 0.5;

interface Candidate {
  readonly turn: number;
  readonly score: number;
  readonly near: NearPassage | undefined;
}

/**
 * Both scores on a scale from 0 to 1, added by weight: better than fusion by rank, which throws away how much better
 * the better one is (Bruch, Gai, Ingber 2023, arXiv 2210.11934).
 */
function fused(
  words: ReadonlyMap<number, number>,
  near: ReadonlyMap<number, NearPassage>,
  meaning: number,
): Candidate[] {
  const nearest = [...near].toSorted(([, a], [, b]) => b.score - a.score).slice(0, CANDIDATES);
  const best = Math.max(...words.values(), Number.MIN_VALUE);
  const turns = [...new Set([...words.keys(), ...nearest.map(([turn]) => turn)])].toSorted((a, b) => a - b);
  return turns.flatMap((turn, age) => {
    const cosine = near.get(turn)?.score ?? 0;
    const fits = meaning * (cosine > UNRELATED ? cosine : 0) + (1 - meaning) * ((words.get(turn) ?? 0) / best);
    const newer = turns.length > 1 ? age / (turns.length - 1) : 0;
    return fits > 0 ? [{ turn, score: fits + NEWER * newer, near: near.get(turn) }] : [];
  });
}

interface PassageRow {
  n: number;
  at: number;
  length: number;
}

/** The passage of a long turn that is quoted: the nearest by meaning, or that with the most words of the question. */
function passageOf(sql: Sql, { turn, near }: Candidate, words: readonly ContentWord[]): PassageRow | null {
  const passages = sql.all<PassageRow>('SELECT n, at, length FROM passage WHERE turn = ? ORDER BY at', turn);
  if (passages.length <= 1) return null;
  const byMeaning = near && passages.find(({ n }) => n === near.passage);
  if (byMeaning) return byMeaning;
  const text = sql.get<{ text: string }>('SELECT text FROM turn WHERE n = ?', turn)?.text ?? '';
  const asked = new Set(words.map(({ stem }) => stem));
  const found = passages.map(({ at, length }) => {
    return contentWords(text.slice(at, at + length)).filter(({ stem }) => asked.has(stem)).length;
  });
  return passages[found.indexOf(Math.max(...found))] ?? null;
}

const onlyAsks = (text: string): boolean => /\?["'”’)\s]*$/u.test(text) && !/[.!…:;\n]\s*\S/u.test(text);

/** Finds what was said before that fits a question: see `storeService.recall`. */
export function recall(sql: Sql, request: RecallRequest): Quotation[] {
  const { query, vector, model, limit, excludeTurnIds } = request;
  const scope = recallScope(sql, request);
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
    ? findByVector(sql, scope, { vector, model, limit: CANDIDATES + excluded.size, also })
    : new Map<number, NearPassage>();
  for (const turn of excluded) near.delete(turn);
  const meaning = near.size === 0 ? 0 : words.length === 0 ? 1 : MEANING;
  const scores = new Map(byWords.map(({ turn, score }) => [turn, score]));
  return fused(scores, near, meaning)
    .toSorted((a, b) => b.score - a.score || b.turn - a.turn)
    .slice(0, 2 * limit)
    .flatMap((candidate) => readQuotation(sql, candidate.turn, passageOf(sql, candidate, words), candidate.score) ?? [])
    .map((quotation) => (onlyAsks(quotation.text) ? { ...quotation, score: quotation.score * ONLY_ASKS } : quotation))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit);
}
