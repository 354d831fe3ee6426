import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openSession } from '../../main/engine/openSession.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { machineOf } from './machineOf.ts';
import { bookTokens } from './memory/streams/bookTokens.ts';
import { comparePerplexity } from './memory/streams/comparePerplexity.ts';
import { measurePerplexity, type PerplexityRun } from './memory/streams/measurePerplexity.ts';
import { type PerplexityArm, perplexityArms } from './memory/streams/perplexityArms.ts';
import { perplexityChart } from './memory/streams/perplexityChart.ts';
import { type Ratio } from './memory/streams/ratioWithInterval.ts';
import { runMillion } from './memory/streams/runMillion.ts';
import { sampledStretches } from './memory/streams/sampledStretches.ts';
import { writeChart } from './memory/streams/writeChart.ts';
import { writeResult } from './writeResult.ts';

/** Points of a curve. */
const STRETCHES = 24;
/** Stretches at which a window is computed anew, and their tokens. */
const SAMPLES = 12;
const SAMPLE_TOKENS = 256;

/**
 * Perplexity of a long text: what a cache of fixed size costs against all of the text, and against a window that is
 * computed anew; `--add` adds to a result that is there. `--million` reads a million tokens with the product's own policy instead.
 */
export async function perplexity(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      text: { type: 'string' },
      tokens: { type: 'string' },
      from: { type: 'string', default: '0' },
      cache: { type: 'string' },
      arms: { type: 'string', default: Object.keys(perplexityArms).join(';') },
      threads: { type: 'string', default: '2' },
      result: { type: 'string', default: 'perplexity' },
      add: { type: 'boolean', default: false },
      million: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '120' },
    },
  });
  const [text, threads] = [values.text ?? null, Number(values.threads)];
  if (values.million) {
    const [tokens, budget] = [Number(values.tokens ?? 1_000_000), Number(values.cache ?? 512)];
    return runMillion({ text, tokens, budget, threads, minutes: Number(values.minutes) });
  }
  const directory = await defaultModelDirectory('fast');
  if (directory === null) return;
  const machine = machineOf();
  const budgets = (values.cache ?? '256,512').split(',').map(Number);
  const skip = Math.max(...budgets);
  const { decoder, codec } = await openSession(directory, { provider: 'cpu', threads, budget: skip, scored: true });
  const from = Number(values.from);
  const book = await bookTokens(codec.tokenizer, text, from + Number(values.tokens ?? 6_000));
  if (book === null) return decoder.close();
  const tokens = book.subarray(from);
  const count = Math.max(1, Math.min(SAMPLES, Math.floor((tokens.length - skip) / (2 * SAMPLE_TOKENS + skip / 4))));
  const starts = sampledStretches(1, { count, tokens: tokens.length, length: SAMPLE_TOKENS, block: skip >> 2, from: skip });
  const samples = { starts, length: SAMPLE_TOKENS };
  const runs: PerplexityRun[] = values.add ? await earlierRuns(values.result, { from, tokens: tokens.length, skip }) : [];
  const arms = values.arms.split(';') as PerplexityArm[];
  for (const budget of budgets) {
    for (const arm of arms) {
      if (arm === 'dense' && runs.some((run) => run.arm === arm)) continue;
      const run = await measurePerplexity(decoder, tokens, { arm, budget, skip, samples, stretch: Math.ceil(tokens.length / STRETCHES) });
      runs.push(run);
      process.stdout.write(
        `${arm.padEnd(24)} ${String(run.budget ?? 'all').padStart(5)} slots: ${run.perplexity.toFixed(2).padStart(9)} over ${run.tokens} tokens, ` +
          `mean context ${run.meanContext.toFixed(0)}, ${run.msPerToken.toFixed(2)} ms per token\n`,
      );
      // After every arm: a run of hours that is broken off has not been for nothing.
      const comparisons = comparePerplexity(runs);
      const about = { date: new Date().toISOString(), machine, threads, text: values.text ? basename(values.text) : 'the novels', from };
      await writeResult(values.result, { ...about, tokens: tokens.length, skip, samples, comparisons, runs });
      await writeChart(`${values.result}-${budget}`, perplexityChart(runs, budget));
    }
  }
  await decoder.close();
  for (const { arm, budget, besideSinks, besideRecompute } of comparePerplexity(runs)) {
    process.stdout.write(`${arm.padEnd(24)} ${String(budget ?? 'all').padStart(5)} slots: ${told(besideSinks)} x sinks, ${told(besideRecompute)} x recompute\n`);
  }
}

/** Runs of a result that is there, when it is of the same stretch of a text. */
async function earlierRuns(result: string, wanted: { from: number; tokens: number; skip: number }): Promise<PerplexityRun[]> {
  const { from, tokens, skip, runs } = JSON.parse(await readFile(new URL(`results/${result}.json`, import.meta.url), 'utf8')) as typeof wanted & { runs: PerplexityRun[] };
  if (from !== wanted.from || tokens !== wanted.tokens || skip !== wanted.skip) throw new RangeError('The result that is there is of other tokens.');
  return runs;
}

function told(ratio: Ratio | null): string {
  return ratio === null ? '-' : `${ratio.ratio.toFixed(4)} (${ratio.low.toFixed(4)} to ${ratio.high.toFixed(4)}, ${ratio.pairs} stretches)`;
}
