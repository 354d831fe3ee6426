import { Settings } from '../../../../app/settings/Settings.ts';
import { openSession } from '../../../../main/engine/openSession.ts';
import { defaultModelDirectory } from '../../../model/defaultModel.ts';
import { machineOf } from '../../machineOf.ts';
import { writeResult } from '../../writeResult.ts';
import { bookTokens } from './bookTokens.ts';
import { geometricMean } from './geometricMean.ts';
import { lookCharts } from './lookCharts.ts';
import { lookFlatness } from './lookFlatness.ts';
import { measureMillion } from './measureMillion.ts';
import { millionChart } from './millionChart.ts';
import { writeChart } from './writeChart.ts';

export interface MillionRun {
  readonly text: string | null;
  readonly tokens: number;
  readonly budget: number;
  readonly threads: number;
  readonly minutes: number;
}

/** The product's own policy over a million tokens: see `measureMillion`. */
export async function runMillion({ text, tokens: wanted, budget, threads, minutes }: MillionRun): Promise<void> {
  const directory = await defaultModelDirectory('fast');
  if (directory === null) return;
  const machine = machineOf();
  const { decoder, codec } = await openSession(directory, { provider: 'cpu', threads, budget });
  const tokens = await bookTokens(codec.tokenizer, text, wanted);
  if (tokens === null) return decoder.close();
  const policy = Settings.parse({}).retention;
  const settings = { policy, budget, block: budget >> 2, seed: 1 };
  const until = performance.now() + minutes * 60_000;
  const figures = await measureMillion(decoder, tokens, {
    ...settings,
    until,
    onLook: ({ position, decodeMs, decodeProcessorMs, residentMiB, seconds }) =>
      process.stdout.write(
        `${position} tokens: ${decodeMs.toFixed(1)} ms per token (${decodeProcessorMs.toFixed(1)} of the processor), ` +
          `${residentMiB.toFixed(0)} MiB, after ${seconds.toFixed(0)} s\n`,
      ),
  });
  await decoder.close();
  const ratios = figures.stretches.map(({ ratio }) => ratio);
  const half = ratios.length >> 1;
  const ratio = { all: geometricMean(ratios), firstHalf: geometricMean(ratios.slice(0, half)), secondHalf: geometricMean(ratios.slice(half)), largest: Math.max(...ratios) };
  figures.parts.forEach(({ perplexity, tokens: count }, i) => {
    process.stdout.write(`eighth ${i + 1}: perplexity ${perplexity?.toFixed(2) ?? 'not reached'} (${count} tokens counted)\n`);
  });
  for (const { start, streamed, recomputed, ratio: each } of figures.stretches) {
    process.stdout.write(`at ${start}: ${streamed.toFixed(2)} streamed, ${recomputed.toFixed(2)} recomputed, ${each.toFixed(4)} x\n`);
  }
  process.stdout.write(`streamed beside recomputed: ${ratio.all.toFixed(4)} x (first half ${ratio.firstHalf.toFixed(4)}, second ${ratio.secondHalf.toFixed(4)})\n`);
  const flatness = lookFlatness(figures.looks);
  if (flatness) {
    const { median, low, high } = flatness.beside;
    process.stdout.write(
      `time of a token: ${median.toFixed(3)} x that of a budget just filled (${low.toFixed(3)} to ${high.toFixed(3)}, goal 1.05), ` +
        `${(100 * flatness.growth).toFixed(1)} % more at the end by the line of best fit\n`,
    );
  }
  await writeResult('million', { date: new Date().toISOString(), machine, threads, ...settings, ratio, flatness, ...figures });
  await writeChart('million', millionChart(figures.stretches, budget));
  const { time, memory } = lookCharts(figures.looks, budget);
  await writeChart('million-time', time);
  await writeChart('million-memory', memory);
}
