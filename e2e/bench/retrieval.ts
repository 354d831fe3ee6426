import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Settings } from '../../app/settings/Settings.ts';
import { openSession } from '../../main/engine/openSession.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { machineOf } from './machineOf.ts';
import { drawLines } from './memory/streams/drawLines.ts';
import { type Result, runScript } from './memory/streams/runScript.ts';
import { type StreamArmName, streamArms } from './memory/streams/streamArms.ts';
import { type StreamTask, streamTasks } from './memory/streams/streamTasks.ts';
import { type Summary, summarise } from './memory/streams/summarise.ts';
import { writeChart } from './memory/streams/writeChart.ts';
import { writeResult } from './writeResult.ts';

/**
 * What a model still knows of what left its cache: numbered lines, groceries, a pass key, and a biased opponent, by
 * retention policy and with recall. `--long` for more and longer streams, `--far` for the longest; `--add` keeps the other
 * arms of a result that is there.
 */
export async function retrieval(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: 'string', default: Object.keys(streamTasks).join(',') },
      arms: { type: 'string', default: Object.keys(streamArms).join(',') },
      seeds: { type: 'string', default: '1,2,3' },
      cache: { type: 'string', default: '512' },
      threads: { type: 'string', default: '2' },
      long: { type: 'boolean', default: false },
      far: { type: 'boolean', default: false },
      add: { type: 'boolean', default: false },
    },
  });
  const directory = await defaultModelDirectory('fast');
  if (directory === null) return;
  const machine = machineOf();
  const [budget, threads] = [Number(values.cache), Number(values.threads)];
  const { recallTokens, systemPrompt: system } = Settings.parse({});
  const session = await openSession(directory, { provider: 'cpu', threads, budget, scored: true });
  const count = (text: string): number => session.codec.tokenizer.encode(text, false).length;
  const seeds = values.seeds.split(',').map(Number);
  const form = values.far ? 'far' : values.long ? 'long' : 'quick';
  for (const task of values.tasks.split(',') as StreamTask[]) {
    const { scripts, title, unit } = streamTasks[task];
    const results: Result[] = [];
    const result = values.far ? `${task}-far` : task;
    for (const name of values.arms.split(',') as StreamArmName[]) {
      const begin = performance.now();
      const ofArm: Result[] = [];
      for (const seed of seeds) {
        for (const script of scripts(seed, form, count)) {
          ofArm.push(...(await runScript(session, script, { name, arm: streamArms[name], budget, recallTokens, system })));
        }
      }
      process.stdout.write(`\n${task}, ${name}: ${((performance.now() - begin) / 1000).toFixed(0)} s\n`);
      for (const summary of summarise(ofArm)) print(summary);
      results.push(...ofArm);
      // After every arm: a run of hours that is broken off has not been for nothing.
      const about = { form, seeds, budget, recallTokens };
      const summaries = [...(values.add ? await earlierSummaries(result, about, summarise(results)) : []), ...summarise(results)];
      await writeResult(result, { date: new Date().toISOString(), machine, threads, ...about, summaries });
      await writeChart(result, chartOf(`${title}, ${budget} slots`, unit, summaries));
    }
  }
  await session.decoder.close();
}

/** Of a result that is there, when it is of the same streams: what it says of arms that are not among these. */
async function earlierSummaries(result: string, about: object, fresh: readonly Summary[]): Promise<Summary[]> {
  const before = JSON.parse(await readFile(new URL(`results/${result}.json`, import.meta.url), 'utf8')) as { summaries: Summary[] };
  const isSame = Object.entries(about).every(([key, value]) => JSON.stringify(before[key as keyof typeof before]) === JSON.stringify(value));
  if (!isSame) throw new RangeError('The result that is there is of other streams.');
  return before.summaries.filter(({ arm }) => !fresh.some((summary) => summary.arm === arm));
}

function print({ arm, at, asked, right, written, margin, won }: Summary): void {
  const percent = (share: number): string => `${(100 * share).toFixed(0).padStart(3)} %`;
  process.stdout.write(
    `${arm.padEnd(14)} ${String(at ?? 'all').padStart(7)}: right ${percent(right.share)} (${percent(right.low)} to ${percent(right.high)}), ` +
      `written ${percent(written)}, margin ${margin.toFixed(2).padStart(6)} nats, won ${percent(won)}  [${asked}]\n`,
  );
}

function chartOf(title: string, unit: string, summaries: readonly Summary[]): string {
  const arms = [...new Set(summaries.map(({ arm }) => arm))];
  return drawLines({
    title,
    x: { label: unit, log: true },
    y: { label: 'share of right choices', from: 0, to: 1 },
    series: arms.map((name) => ({
      name,
      points: summaries.flatMap(({ arm, at, right }) => (arm === name && at !== null ? [[at, right.share] as const] : [])),
    })),
  });
}
