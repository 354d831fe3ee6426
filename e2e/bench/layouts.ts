import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { engineService } from '../../app/contract/services/engine.ts';
import type { z } from '../../app/contract/zod.ts';
import { memoryLayouts, type MemoryLayoutName } from '../../app/memory/memoryLayouts.ts';
import { memoryText } from '../../app/memory/memoryText.ts';
import { withoutMemory } from '../../app/memory/withoutMemory.ts';
import { Settings } from '../../app/settings/Settings.ts';
import { createEngine } from '../../main/engine/createEngine.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { machineOf } from './machineOf.ts';
import { changedCases } from './memory/changedCases.ts';
import { type LayoutCase, layoutCases } from './memory/layoutCases.ts';
import { drawBars } from './memory/streams/drawBars.ts';
import { writeChart } from './memory/streams/writeChart.ts';
import { shareWithInterval } from './shareWithInterval.ts';
import { writeResult } from './writeResult.ts';

interface LayoutResult {
  readonly layout: string;
  readonly right: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** answers that said what held before, where something changed */
  readonly outdated?: number;
}

type Engine = ReturnType<typeof createEngine>;
type Prompt = Pick<z.output<(typeof engineService)['streams']['answer']['params']>, 'system' | 'turns' | 'memory'>;
type Arm = (test: LayoutCase) => Prompt;

const GREEDY = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1.1, seed: 1, stop: [] };
const MAX_TOKENS = 24;
const SYSTEM = Settings.parse({}).systemPrompt;
const { memory: none } = withoutMemory;

const asked = (text: string): Prompt['turns'] => [{ id: 'question', role: 'user', text }];
const textOf = (test: LayoutCase, layout: MemoryLayoutName) =>
  memoryText({ conversationId: 'bench', pinned: [], facts: [], recalled: test.quotations }, layout);

/** The ways in which recalled text can stand before a model. */
const arms: Record<string, Arm> = {
  'nothing recalled': ({ question }) => ({ system: SYSTEM, turns: asked(question), memory: none }),
  'memory block, as the engine lays it out': ({ question, quotations }) => ({
    system: SYSTEM,
    turns: asked(question),
    memory: { ...none, recalled: [...quotations], recalledTokens: 256 },
  }),
  ...Object.fromEntries(
    (Object.keys(memoryLayouts) as MemoryLayoutName[]).flatMap((layout): [string, Arm][] => [
      [
        `${layout}, at the end of the system prompt`,
        (test) => ({ system: `${SYSTEM}\n\n${textOf(test, layout)}`, turns: asked(test.question), memory: none }),
      ],
      [
        `${layout}, before the question`,
        (test) => ({ system: SYSTEM, turns: asked(`${textOf(test, layout)}\n${test.question}`), memory: none }),
      ],
    ]),
  ),
  'what held before left out': ({ question, quotations }) => ({
    system: SYSTEM,
    turns: asked(question),
    memory: { ...none, recalled: quotations.filter(({ isChanged }) => !isChanged), recalledTokens: 256 },
  }),
  'bare sentences before the question': ({ question, quotations }) => ({
    system: SYSTEM,
    turns: asked(`${quotations.map(({ text }) => text).join(' ')}\n\n${question}`),
    memory: none,
  }),
  'as past turns': ({ question, quotations }) => ({
    system: SYSTEM,
    turns: [
      ...quotations.flatMap(({ turnId, text }): Prompt['turns'] => [
        { id: turnId, role: 'user', text },
        { id: `${turnId} answer`, role: 'assistant', text: 'Thank you, I will remember that.' },
      ]),
      ...asked(question),
    ],
    memory: none,
  }),
};

/**
 * How the layout of recalled text decides whether the default model uses it: 200 questions, each with three quotations
 * of which one answers it; right is an answer that holds the value.
 */
export async function layouts(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { threads: { type: 'string', default: '0' }, every: { type: 'string', default: '1' }, arms: { type: 'string', default: '' }, changed: { type: 'boolean', default: false }, add: { type: 'boolean', default: false } } });
  const chosen = Object.entries(arms).filter(([name]) => new RegExp(values.arms).test(name));
  const directory = await defaultModelDirectory('fast');
  if (directory === null) return;
  const machine = machineOf();
  const engine = createEngine();
  await engine.load({ directory, provider: 'cpu', threads: Number(values.threads), contextSlots: 1_024 });
  const [result, all] = values.changed ? (['layouts-changed', changedCases()] as const) : (['layouts', layoutCases()] as const);
  const cases = all.filter((_, i) => i % Number(values.every) === 0);
  const results: LayoutResult[] = values.add ? (await earlierResults(result, cases.length)).filter(({ layout }) => !chosen.some(([name]) => name === layout)) : [];
  for (const [name, arm] of chosen) {
    let [right, outdated] = [0, 0];
    for (const [i, test] of cases.entries()) {
      const conversationId = `${name} ${i}`;
      const request = { ...withoutMemory, ...arm(test), conversationId, earlierTurns: 0, sampling: GREEDY, maxTokens: MAX_TOKENS };
      const said = await firstSaid(engine.answer(request, new AbortController().signal), [test.value, ...(test.past === null ? [] : [test.past])]);
      if (said === test.value) right++;
      else if (said !== null) outdated++;
      await engine.forget({ conversationId });
    }
    const share = shareWithInterval(right, cases.length);
    process.stdout.write(`${name.padEnd(56)} ${right}/${cases.length}  ${percent(share.low)} to ${percent(share.high)}${values.changed ? `, outdated ${outdated}` : ''}\n`);
    results.push({ layout: name, right, of: cases.length, ...share, ...(values.changed && { outdated }) });
    // After every arm: a long run that is broken off has not been for nothing.
    await writeResult(result, { date: new Date().toISOString(), machine, maxTokens: MAX_TOKENS, results });
    await writeChart(result, chartOf(results));
  }
}

/** The value that an answer says first; the rest of it is not waited for. */
async function firstSaid(events: ReturnType<Engine['answer']>, values: readonly string[]): Promise<string | null> {
  let answer = '';
  for await (const event of events) {
    if (event.kind !== 'text') continue;
    answer += event.text;
    const said = values.find((value) => answer.toLowerCase().includes(value.toLowerCase()));
    if (said !== undefined) return said;
  }
  return null;
}

/** Of a result that is there and has as many questions; `--add` keeps it. */
async function earlierResults(name: string, questions: number): Promise<LayoutResult[]> {
  const { results } = JSON.parse(await readFile(new URL(`results/${name}.json`, import.meta.url), 'utf8')) as { results: LayoutResult[] };
  return results.filter(({ of }) => of === questions);
}

function chartOf(results: readonly LayoutResult[]): string {
  return drawBars({
    title: 'Answers that hold the recalled value, by layout',
    x: { label: 'share of answers', from: 0, to: 1 },
    bars: results.map(({ layout, share, low, high }) => ({ name: layout, value: share, low, high })),
  });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
