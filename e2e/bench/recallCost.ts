import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Settings } from '../../app/settings/Settings.ts';
import { openEncoder } from '../../main/engine/embedding/openEncoder.ts';
import { createRandom } from '../../main/engine/sampling/createRandom.ts';
import type { Embedder } from '../../main/services/memory/Embedder.ts';
import { gatherMemory } from '../../main/services/memory/gatherMemory.ts';
import { embeddingModelDirectory } from '../model/embeddingModel.ts';
import { machineOf } from './machineOf.ts';
import { medianWithInterval } from './medianWithInterval.ts';
import { plantedDialogue } from './memory/plantedDialogue.ts';
import { storedDialogue } from './memory/storedDialogue.ts';
import { writeResult } from './writeResult.ts';

/** More words than a message and its answer have on average. */
const WORDS_PER_EXCHANGE = 45;

/**
 * Search and choice per question in a stored conversation of many turns, the question's vector included. Passages
 * have vectors of chance: how long a comparison takes does not depend on its numbers.
 */
export async function recallCost(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { turns: { type: 'string', default: '10000' }, questions: { type: 'string', default: '100' } } });
  const turns = Number(values.turns);
  const directory = await embeddingModelDirectory('fast');
  if (directory === null) return;
  const encoder = await openEncoder(directory, 2);
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
  const times: number[] = [];
  for (const text of planted.facts.flatMap(({ questions }) => questions).slice(0, Number(values.questions))) {
    const { question, answer } = await dialogue.ask(text);
    const begin = performance.now();
    await gatherMemory({ store: dialogue.store, embedder, settings: () => settings }, answer, [question, answer], []);
    times.push(performance.now() - begin);
  }
  await dialogue.store.close({});
  await Promise.all([encoder.close(), rm(folder, { recursive: true })]);
  const sorted = times.toSorted((a, b) => a - b);
  const figures = { turns: dialogue.turns.length, milliseconds: medianWithInterval(times), p95: sorted[Math.floor(sorted.length * 0.95)] };
  process.stdout.write(`${figures.turns} turns: median ${figures.milliseconds.median.toFixed(0)} ms, 95 of 100 within ${figures.p95?.toFixed(0)} ms (goal 150)\n`);
  await writeResult('recall-cost', { date: new Date().toISOString(), machine: machineOf(), ...figures });
}
