import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Settings } from '../../app/settings/Settings.ts';
import type { ChatCodec } from '../../main/engine/conversation/ChatCodec.ts';
import { openEncoder } from '../../main/engine/embedding/openEncoder.ts';
import { openSession } from '../../main/engine/openSession.ts';
import { createRandom } from '../../main/engine/sampling/createRandom.ts';
import type { Embedder } from '../../main/services/memory/Embedder.ts';
import { gatherMemory } from '../../main/services/memory/gatherMemory.ts';
import { placeOf } from '../../main/services/memory/placeOf.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { embeddingModelDirectory } from '../model/embeddingModel.ts';
import { machineOf } from './machineOf.ts';
import { medianWithInterval } from './medianWithInterval.ts';
import { plantedDialogue } from './memory/plantedDialogue.ts';
import { shownMemory } from './memory/shownMemory.ts';
import { recallCostChart } from './memory/streams/recallCostChart.ts';
import { storedDialogue } from './memory/storedDialogue.ts';
import { prefillCost } from './memory/streams/prefillCost.ts';
import { takeTime, type Taken } from './memory/streams/takeTime.ts';
import { writeChart } from './memory/streams/writeChart.ts';
import { writeResult } from './writeResult.ts';

/** Fewer words than a message and its answer have on average: so that there are turns enough. */
const WORDS_PER_EXCHANGE = 45;
/** Blocks whose prefill is timed. */
const PREFILLED = 25;

/**
 * Search and choice per question in a stored conversation of many turns, the question's vector and the counting of
 * tokens included; prefill of what was chosen is timed apart. Passages have vectors of chance: how long a comparison
 * takes does not depend on its numbers.
 */
export async function recallCost(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      turns: { type: 'string', default: '10000' },
      questions: { type: 'string', default: '100' },
      threads: { type: 'string', default: '2' },
    },
  });
  const [turns, threads] = [Number(values.turns), Number(values.threads)];
  const [directory, chat] = [await embeddingModelDirectory('fast'), await defaultModelDirectory('fast')];
  if (directory === null || chat === null) return;
  const machine = machineOf();
  const session = await openSession(chat, { provider: 'cpu', threads, budget: Settings.parse({}).contextSlots });
  const found = await searchMany(directory, session.codec, { turns, threads, questions: Number(values.questions) });
  const prefill = await prefillCost(session, found.blocks.slice(0, PREFILLED));
  await session.decoder.close();
  const figures = { turns: found.turns, search: summarise(found.taken), prefill: { tokens: prefill.tokens, ...summarise(prefill.taken) } };
  print(`search and choice in ${figures.turns} turns`, figures.search, ', goal 150');
  print(`prefill of ${prefill.tokens.median} tokens (median)`, figures.prefill, '');
  await writeResult('recall-cost', { date: new Date().toISOString(), machine, loadAfter: loadavg()[0], threads, questions: found.taken.length, ...figures });
  await writeChart('recall-cost', recallCostChart(figures));
}

async function searchMany(directory: string, codec: ChatCodec, { turns, threads, questions }: { turns: number; threads: number; questions: number }) {
  const encoder = await openEncoder(directory, threads);
  const random = createRandom(1);
  const embedder: Embedder = {
    name: 'bench',
    status: () => ({ phase: 'ready', progress: null, note: null }),
    onChange: () => () => undefined,
    embed: async (texts, { urgent }) =>
      urgent ? encoder.run(texts.map((text) => encoder.tokenise(text))) : Float32Array.from({ length: texts.length * encoder.dimensions }, () => random() - 0.5),
  };
  const words = (text: string): number => text.split(' ').length;
  const planted = plantedDialogue({ seed: 1, facts: 200, tokens: (turns / 2) * WORDS_PER_EXCHANGE, count: words });
  const folder = await mkdtemp(join(tmpdir(), 'headwater-recall-'));
  const dialogue = await storedDialogue(planted.exchanges.slice(0, turns / 2), embedder, join(folder, 'headwater.db'));
  const settings = Settings.parse({});
  const { store, conversationId } = dialogue;
  const blocks: string[] = [];
  const taken: Taken[] = [];
  for (const text of planted.facts.flatMap((fact) => fact.questions).slice(0, questions)) {
    const { question, answer } = await dialogue.ask(text);
    taken.push(
      await takeTime(async () => {
        const memory = await gatherMemory({ store, embedder, settings: () => settings }, placeOf(answer), [question, answer], []);
        blocks.push(shownMemory(codec, { conversationId, memory, tokens: settings.recallTokens }).text);
      }),
    );
  }
  await store.close({});
  await Promise.all([encoder.close(), rm(folder, { recursive: true })]);
  return { turns: dialogue.turns.length, taken, blocks };
}

function summarise(taken: readonly Taken[]) {
  const clock = taken.map(({ clockMs }) => clockMs);
  return {
    milliseconds: medianWithInterval(clock),
    p95: clock.toSorted((a, b) => a - b)[Math.floor(clock.length * 0.95)],
    processorMilliseconds: medianWithInterval(taken.map(({ processorMs }) => processorMs)),
  };
}

function print(what: string, { milliseconds, p95, processorMilliseconds }: ReturnType<typeof summarise>, goal: string): void {
  process.stdout.write(
    `${what}: median ${milliseconds.median.toFixed(0)} ms, 95 of 100 within ${p95?.toFixed(0)} ms; ` +
      `${processorMilliseconds.median.toFixed(0)} ms of the processor${goal}\n`,
  );
}
