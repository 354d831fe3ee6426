import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Settings } from '../../app/settings/Settings.ts';
import { openSession } from '../../main/engine/openSession.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { embeddingModelDirectory } from '../model/embeddingModel.ts';
import { choicesFor } from './memory/choicesFor.ts';
import { createBenchEmbedder } from './memory/createBenchEmbedder.ts';
import { type FactsFigures, factsFigures } from './memory/factsFigures.ts';
import { type FactsEntry, writeFacts } from './memory/factsResult.ts';
import { loadRows, saveRows } from './memory/factsRows.ts';
import { holdDialogue } from './memory/holdDialogue.ts';
import { measureRecall, type Seen } from './memory/measureRecall.ts';
import { type Asking, measureStream, type StreamArm, streamArms } from './memory/measureStream.ts';
import { type PlantedDialogue, plantedDialogue } from './memory/plantedDialogue.ts';
import { type RecallArm, recallArms } from './memory/recallArms.ts';
import { storedDialogue } from './memory/storedDialogue.ts';

const MAX_FACTS = 200;
/** Tokens of dialogue for each fact, at least. */
const TOKENS_PER_FACT = 100;
/** What the live cache holds besides turns and memory: system prompt, question, and room for the answer. */
const OTHER_TOKENS = 256;
/** Exchanges that are more than the live cache holds: what stands in it depends on no others. */
const LAST_EXCHANGES = 150;
/** Vectors of texts that were embedded before, with the checkout's own modules. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater/bench');

/**
 * Facts planted in a generated dialogue, asked for at its end in other words: how often the value that holds stands in
 * what the model sees, and how often the model says it.
 */
export async function facts(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '1000,10000,100000' },
      seeds: { type: 'string', default: '1,2,3' },
      arms: { type: 'string', default: [...Object.keys(recallArms), 'given'].join() },
      threads: { type: 'string', default: '2' },
      /** every n-th of the questions: 3 asks one form for each fact */
      every: { type: 'string', default: '1' },
      /** so many facts are asked of the model as well, one question each */
      answers: { type: 'string', default: '0' },
      /** the seeds of earlier runs with the same options count, too: a long form can be run in parts */
      add: { type: 'boolean', default: false },
      misses: { type: 'string', default: '0' },
      result: { type: 'string', default: 'facts' },
    },
  });
  const [model, embedding] = [await defaultModelDirectory('fast'), await embeddingModelDirectory('fast')];
  if (model === null || embedding === null) return;
  const [threads, every, answers] = [Number(values.threads), Number(values.every), Number(values.answers)];
  const settings = Settings.parse({});
  const session = await openSession(model, { provider: 'cpu', threads, budget: settings.contextSlots, scored: true });
  const { codec, decoder } = session;
  const count = (text: string): number => codec.tokenizer.encode(text).length;
  const embedder = await createBenchEmbedder(embedding, CACHE, threads);
  const room = settings.contextSlots - settings.recallTokens - OTHER_TOKENS;
  const arms = values.arms.split(',') as (RecallArm | StreamArm)[];
  const isStream = (arm: RecallArm | StreamArm): arm is StreamArm => streamArms.some((name) => name === arm);
  const ofStore = arms.filter((arm): arm is RecallArm => !isStream(arm));

  const measure = async (planted: PlantedDialogue, asking: Asking): Promise<Seen[]> => {
    const seen: Seen[] = [];
    for (const arm of arms.filter(isStream)) seen.push(...(await measureStream(session, arm, planted, asking, settings)));
    if (ofStore.length === 0) return seen;
    const dialogue = await storedDialogue(planted.exchanges, embedder);
    const { systemPrompt: system, contextSlots: budget } = settings;
    const held = answers > 0 ? await holdDialogue(session, { system, policy: 'sinks', budget }) : null;
    await held?.read(planted.exchanges.slice(-LAST_EXCHANGES));
    seen.push(...(await measureRecall({ dialogue, embedder, codec, settings, room, held }, asking, ofStore)));
    await dialogue.store.close({});
    return seen;
  };

  for (const size of values.sizes.split(',').map(Number)) {
    const done: number[] = [];
    for (const seed of values.seeds.split(',').map(Number)) {
      const planted = plantedDialogue({ seed, facts: Math.min(MAX_FACTS, size / TOKENS_PER_FACT), tokens: size, count });
      const asked = planted.facts.map((fact, i) => ({ ...fact, questions: fact.questions.filter((_, form) => (i + form) % every === 0) }));
      const answered = new Set(asked.slice(0, answers).map(({ questions }, i) => questions[i % questions.length]));
      const seen = await measure(planted, { facts: asked, isAnswered: (question) => answered.has(question), choicesFor: (fact) => choicesFor(fact, asked) });
      done.push(seed);
      process.stdout.write(`\n${size} tokens, ${2 * planted.exchanges.length} turns, ${planted.facts.length} facts, seed ${seed}\n`);
      for (const arm of arms) print(arm, seen.filter((each) => each.arm === arm), Number(values.misses));
      // After each seed: a run of hours that is broken off has not been for nothing.
      const entries: FactsEntry[] = [];
      for (const arm of arms) {
        const key = { size, arm, every, answers };
        await saveRows(CACHE, key, seed, seen.filter((each) => each.arm === arm));
        const rows = await loadRows(CACHE, key);
        entries.push(...entryOf(size, arm, rows.filter((each) => values.add || done.includes(each.seed))));
      }
      await writeFacts(values.result, entries, settings);
    }
  }
  await Promise.all([decoder.close(), embedder.close()]);
}

function entryOf(size: number, arm: RecallArm | StreamArm, bySeed: readonly { seed: number; seen: readonly Seen[] }[]): FactsEntry[] {
  const all = bySeed.flatMap(({ seen }) => seen);
  if (all.length === 0) return [];
  const seeds = bySeed.map(({ seed, seen }) => ({ seed, ...factsFigures(seen) }));
  return [{ size, arm, date: new Date().toISOString(), ...factsFigures(all), seeds }];
}

function print(arm: RecallArm | StreamArm, seen: readonly Seen[], misses: number): void {
  if (seen.length === 0) return;
  const { latest, recalled, outdatedToo, outdatedOnly, latestByChange, outdatedOfChanged, marks, answered, meanTokens, milliseconds } = factsFigures(seen);
  const percent = (share: FactsFigures['latest']): string => (share === null ? 'none' : `${(100 * share.share).toFixed(1).padStart(5)} %`);
  const answers =
    answered.asked === 0
      ? ''
      : `  answered ${percent(answered.right)} of ${answered.asked}, where seen ${percent(answered.rightWhereSeen)}, outdated ${percent(answered.outdated)}` +
        `, likeliest ${percent(answered.likeliest)}, where seen ${percent(answered.likeliestWhereSeen)}, ${answered.meanMargin!.toFixed(2)} nats`;
  process.stdout.write(
    `${arm.padEnd(8)} latest ${percent(latest)} (in the memory ${percent(recalled)})  outdated too ${percent(outdatedToo)}, alone ${percent(outdatedOnly)}` +
      `  unchanged ${percent(latestByChange['none']!)} updated ${percent(latestByChange['updated'] ?? null)} corrected ${percent(latestByChange['corrected'] ?? null)}` +
      `  outdated of changed ${percent(outdatedOfChanged)}  marks right ${percent(marks.right)}, of what is outdated ${percent(marks.found)}  ${meanTokens.toFixed(0)} tokens, ${milliseconds.median?.toFixed(0)} ms` +
      `${answers}\n`,
  );
  const missed = seen.filter(({ latest: found, answer }) => !found || answer !== null);
  for (const { question, fact, text, answer } of missed.slice(0, misses)) {
    process.stdout.write(`  ${question} [${fact.values.join(' -> ')}, ${fact.change}] ${answer ?? ''}\n${text.replace(/^/gm, '      ')}\n`);
  }
}
