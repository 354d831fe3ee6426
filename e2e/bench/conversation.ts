import { parseArgs } from 'node:util';
import type { AnswerEvent, EngineTurn } from '../../app/contract/services/engine.ts';
import { withoutMemory } from '../../app/memory/withoutMemory.ts';
import { createEngine } from '../../main/engine/createEngine.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { machineOf } from './machineOf.ts';
import { medianWithInterval } from './medianWithInterval.ts';
import { scriptedQuestion } from './scriptedQuestion.ts';
import { writeResult } from './writeResult.ts';

const SYSTEM = 'You are a friendly companion on a long walk. You answer in a few sentences.';
/** Tokens over which the two rates are taken, at least. */
const RATE_TOKENS = 100;
/** Newest turns that are sent along: more than any budget of the bench holds. */
const SENT_TURNS = 120;

interface AnswerFigures {
  turn: number;
  tokens: number;
  /** of the whole answer, by the engine's own statistics */
  msPerToken: number;
  /** times between two pieces of text: a token each, but for those that wait for the rest of a character */
  intervalsMs: number[];
  /** tokens read before the answer began, and the time until its first token */
  promptTokens: number;
  timeToFirstTokenMs: number;
  slots: number;
  evictedTokens: number;
  residentMiB: number;
}

/**
 * A scripted conversation through the engine, many times past its budget: memory after the warm-up, and time per token
 * at the end against that of the first tokens after the budget was first full.
 * Options: `--turns 200`, `--slots 2048`, `--threads` (all cores), `--tokens 64` (longest answer).
 */
export async function conversation(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      turns: { type: 'string', default: '200' },
      slots: { type: 'string', default: '2048' },
      tokens: { type: 'string', default: '64' },
      threads: { type: 'string' },
    },
  });
  const machine = machineOf();
  const threads = Number(values.threads ?? machine.cores);
  const [questions, contextSlots, maxTokens] = [Number(values.turns), Number(values.slots), Number(values.tokens)];
  const directory = await defaultModelDirectory('fast');
  if (directory === null) throw new Error('The default model cannot be had here.');

  const engine = createEngine();
  await engine.load({ directory, provider: 'cpu', threads, contextSlots });
  const turns: EngineTurn[] = [];
  const answers: AnswerFigures[] = [];
  for (let turn = 0; turn < questions; turn++) {
    turns.push({ id: `question-${turn}`, role: 'user', text: scriptedQuestion(turn) });
    const sent = turns.slice(-SENT_TURNS + 1);
    const params = {
      conversationId: 'bench',
      system: SYSTEM,
      turns: sent,
      earlierTurns: turns.length - sent.length,
      ...withoutMemory,
      sampling: { temperature: 0.2, topK: 0, topP: 0.9, minP: 0, repetitionPenalty: 1.1, seed: turn, stop: [] },
      maxTokens,
    };
    const { text, figures } = await collect(turn, engine.answer(params, new AbortController().signal));
    turns.push({ id: `answer-${turn}`, role: 'assistant', text });
    answers.push(figures);
    if (turn % 10 === 9) {
      const { msPerToken, promptTokens, timeToFirstTokenMs, slots, evictedTokens, residentMiB } = figures;
      process.stdout.write(
        `turn ${turn + 1}: ${msPerToken.toFixed(1)} ms per token, ${promptTokens} tokens read, first after ${timeToFirstTokenMs.toFixed(0)} ms, ` +
          `${slots} slots, ${evictedTokens} evicted, ${residentMiB.toFixed(0)} MiB\n`,
      );
    }
  }
  await report(answers, { machine, threads, contextSlots, maxTokens });
}

async function collect(turn: number, events: AsyncIterable<AnswerEvent>): Promise<{ text: string; figures: AnswerFigures }> {
  let text = '';
  let before = Number.NaN;
  const intervalsMs: number[] = [];
  for await (const event of events) {
    if (event.kind === 'text') {
      text += event.text;
      const now = performance.now();
      if (!Number.isNaN(before)) intervalsMs.push(now - before);
      before = now;
    }
    if (event.kind !== 'end') continue;
    const { stats, usage } = event;
    return {
      text,
      figures: {
        turn,
        tokens: stats.outputTokens,
        msPerToken: 1000 / stats.tokensPerSecond,
        intervalsMs,
        promptTokens: stats.promptTokens,
        timeToFirstTokenMs: stats.timeToFirstTokenMs,
        slots: Object.values(usage.regions).reduce((sum, count) => sum + count, 0),
        evictedTokens: usage.evictedTokens,
        residentMiB: process.memoryUsage.rss() / 2 ** 20,
      },
    };
  }
  throw new Error('The answer did not end.');
}

async function report(answers: readonly AnswerFigures[], settings: { machine: object; threads: number; contextSlots: number; maxTokens: number }): Promise<void> {
  const written = answers.reduce((sum, { tokens }) => sum + tokens, 0);
  const full = answers.findIndex(({ evictedTokens }) => evictedTokens > 0);
  if (full < 0) throw new Error('The budget was never full: more turns, or fewer slots.');
  const first = rate(answers.slice(full + 1));
  const last = rate(answers.toReversed());
  const warm = answers.slice(full + 1).map(({ residentMiB }) => residentMiB);
  const [start, end, largest] = [warm[0] ?? Number.NaN, warm.at(-1) ?? Number.NaN, Math.max(...warm)];
  const figures = {
    answers: answers.length,
    writtenTokens: written,
    evictedTokens: answers.at(-1)?.evictedTokens ?? 0,
    timesTheBudget: (answers.at(-1)?.evictedTokens ?? 0) / settings.contextSlots + 1,
    firstFullTurn: full,
    msPerToken: { afterFirstFull: first, atTheEnd: last, ratio: last / first, whole: medianWithInterval(answers.slice(full).map((answer) => answer.msPerToken)) },
    residentMiB: { afterWarmUp: start, atTheEnd: end, largest, ratio: largest / start },
  };
  process.stdout.write(
    `\n${figures.answers} answers, ${written} tokens written, ${figures.timesTheBudget.toFixed(1)} budgets long\n` +
      `time per token: ${first.toFixed(2)} ms when the budget was first full, ${last.toFixed(2)} ms at the end: ${(last / first).toFixed(3)} x (goal 1.05)\n` +
      `resident memory: ${start.toFixed(0)} MiB after warm-up, at most ${largest.toFixed(0)} MiB: ${(largest / start).toFixed(3)} x (goal 1.05)\n`,
  );
  await writeResult('conversation', { date: new Date().toISOString(), ...settings, ...figures, turns: answers.map(({ intervalsMs, ...turn }) => ({ ...turn, medianMs: intervalsMs.length > 0 ? medianWithInterval(intervalsMs).median : null })) });
}

/** Median of the times between tokens over the first answers that have `RATE_TOKENS` of them together. */
function rate(answers: readonly AnswerFigures[]): number {
  const intervals: number[] = [];
  for (const answer of answers) {
    intervals.push(...answer.intervalsMs);
    if (intervals.length >= RATE_TOKENS) return medianWithInterval(intervals).median;
  }
  throw new Error(`Fewer than ${RATE_TOKENS} tokens were written after the budget was full.`);
}
