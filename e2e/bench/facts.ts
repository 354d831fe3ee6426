import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Settings } from '../../app/settings/Settings.ts';
import { openSession } from '../../main/engine/openSession.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { embeddingModelDirectory } from '../model/embeddingModel.ts';
import { machineOf } from './machineOf.ts';
import { createBenchEmbedder } from './memory/createBenchEmbedder.ts';
import { measureRecall, type Seen } from './memory/measureRecall.ts';
import { plantedDialogue } from './memory/plantedDialogue.ts';
import { type RecallArm, recallArms } from './memory/recallArms.ts';
import { recallCurve } from './memory/recallCurve.ts';
import { storedDialogue } from './memory/storedDialogue.ts';
import { shareWithInterval } from './shareWithInterval.ts';
import { writeResult } from './writeResult.ts';

const MAX_FACTS = 200;
/** Tokens of dialogue for each fact, at least. */
const TOKENS_PER_FACT = 100;
/** What the live cache holds besides turns and memory: system prompt, question, and room for the answer. */
const OTHER_TOKENS = 256;
/** Vectors of texts that were embedded before, with the checkout's own modules. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater/bench');

/**
 * Facts planted in a generated dialogue, asked for at its end in other words: how often the value that holds stands in
 * what the model sees, by way of recall.
 */
export async function facts(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '1000,10000,100000' },
      seeds: { type: 'string', default: '1,2,3' },
      arms: { type: 'string', default: Object.keys(recallArms).join() },
      threads: { type: 'string', default: '2' },
      /** every n-th of the questions: 3 asks one form for each fact */
      every: { type: 'string', default: '1' },
      misses: { type: 'string', default: '0' },
      result: { type: 'string', default: 'facts' },
    },
  });
  const [model, embedding] = [await defaultModelDirectory('fast'), await embeddingModelDirectory('fast')];
  if (model === null || embedding === null) return;
  const { codec, decoder } = await openSession(model, { provider: 'cpu', threads: 1, budget: 256 });
  const embedder = await createBenchEmbedder(embedding, CACHE, Number(values.threads));
  const settings = Settings.parse({});
  const room = settings.contextSlots - settings.recallTokens - OTHER_TOKENS;
  const every = Number(values.every);
  const arms = values.arms.split(',') as RecallArm[];
  const results: SizeFigures[] = [];
  for (const size of values.sizes.split(',').map(Number)) {
    const bySeed: { seed: number; seen: Seen[] }[] = [];
    for (const seed of values.seeds.split(',').map(Number)) {
      const count = (text: string): number => codec.tokenizer.encode(text).length;
      const planted = plantedDialogue({ seed, facts: Math.min(MAX_FACTS, size / TOKENS_PER_FACT), tokens: size, count });
      const dialogue = await storedDialogue(planted.exchanges, embedder);
      const seen = await measureRecall({ dialogue, embedder, codec, settings, room }, planted.facts.map((fact, i) => ({ ...fact, questions: fact.questions.filter((_, form) => (i + form) % every === 0) })), arms);
      await dialogue.store.close({});
      bySeed.push({ seed, seen });
      process.stdout.write(`\n${size} tokens, ${dialogue.turns.length} turns, ${planted.facts.length} facts, seed ${seed}\n`);
      for (const arm of arms) print(arm, seen.filter((each) => each.arm === arm), Number(values.misses));
    }
    for (const arm of arms) {
      const seeds = bySeed.map(({ seed, seen }) => ({ seed, ...figuresOf(seen.filter((each) => each.arm === arm)) }));
      results.push({ size, arm, ...figuresOf(bySeed.flatMap(({ seen }) => seen.filter((each) => each.arm === arm))), seeds });
    }
    await write(values.result, results, settings);
  }
  await writeResult(values.result, { date: new Date().toISOString(), machine: machineOf(), recallTokens: settings.recallTokens, contextSlots: settings.contextSlots, results });
  await Promise.all([decoder.close(), embedder.close()]);
}

/** One arm at one size, over all seeds and by seed. */
type SizeFigures = Figures & { size: number; arm: RecallArm; seeds: (Figures & { seed: number })[] };
type Figures = ReturnType<typeof figuresOf>;

/** After each size, so that a run that is ended keeps what it has. */
async function write(name: string, results: readonly SizeFigures[], { recallTokens, contextSlots }: Settings): Promise<void> {
  await writeResult(name, { date: new Date().toISOString(), machine: machineOf(), recallTokens, contextSlots, results });
  const byArm = Map.groupBy(results, ({ arm }) => arm);
  const lines = [...byArm].map(([arm, own]) => [arm, own.map(({ size, latest }) => ({ size, share: latest?.share ?? 0 }))] as const);
  await writeFile(join(import.meta.dirname, 'results', `${name}.svg`), recallCurve(Object.fromEntries(lines)));
}

function figuresOf(seen: readonly Seen[]) {
  const share = (of: readonly Seen[], is: (each: Seen) => boolean) => (of.length === 0 ? null : shareWithInterval(of.filter(is).length, of.length));
  const times = seen.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const changed = seen.filter(({ fact }) => fact.change !== 'none');
  return {
    questions: seen.length,
    latest: share(seen, ({ latest }) => latest),
    recalled: share(seen, ({ recalled }) => recalled),
    outdatedToo: share(seen, ({ latest, outdated }) => latest && outdated),
    outdatedOnly: share(seen, ({ latest, outdated }) => !latest && outdated),
    latestByChange: Object.fromEntries(
      (['none', 'updated', 'corrected'] as const).map((change) => [change, share(seen.filter(({ fact }) => fact.change === change), ({ latest }) => latest)]),
    ),
    outdatedOfChanged: share(changed, ({ outdated }) => outdated),
    meanTokens: seen.reduce((sum, { tokens }) => sum + tokens, 0) / seen.length,
    milliseconds: { median: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] },
  };
}

function print(arm: RecallArm, seen: readonly Seen[], misses: number): void {
  const { latest, recalled, outdatedToo, outdatedOnly, latestByChange, outdatedOfChanged, meanTokens, milliseconds } = figuresOf(seen);
  const percent = (share: { share: number } | null): string => `${(100 * (share?.share ?? Number.NaN)).toFixed(1).padStart(5)} %`;
  process.stdout.write(
    `${arm.padEnd(8)} latest ${percent(latest)} (in the memory ${percent(recalled)})  outdated too ${percent(outdatedToo)}, alone ${percent(outdatedOnly)}` +
      `  unchanged ${percent(latestByChange['none']!)} updated ${percent(latestByChange['updated'] ?? null)} corrected ${percent(latestByChange['corrected'] ?? null)}` +
      `  outdated of changed ${percent(outdatedOfChanged)}  ${meanTokens.toFixed(0)} tokens, ${milliseconds.median?.toFixed(0)} ms\n`,
  );
  for (const { question, fact, text } of seen.filter(({ latest: found }) => !found).slice(0, misses)) {
    process.stdout.write(`  missed: ${question} [${fact.values.join(' -> ')}, ${fact.change}]\n${text.replace(/^/gm, '      ')}\n`);
  }
}
