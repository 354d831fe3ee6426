import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EngineTurn } from '../../app/contract/services/engine.ts';
import { createEngine } from '../../main/engine/createEngine.ts';
import { defaultModelDirectory } from '../model/defaultModel.ts';
import { machineOf } from './machineOf.ts';
import { medianWithInterval, type MedianWithInterval } from './medianWithInterval.ts';
import { drawBars } from './memory/streams/drawBars.ts';
import { writeChart } from './memory/streams/writeChart.ts';
import { openFresh } from './reopening/openFresh.ts';
import type { Opening } from './reopening/Opening.ts';
import { openingRequest } from './reopening/openingRequest.ts';
import { scriptedQuestion } from './scriptedQuestion.ts';
import { writeResult } from './writeResult.ts';

const SYSTEM = 'You are a friendly companion on a long walk. You answer in a few sentences.';
const QUESTION = 'What did we talk about just now?';
const MAX_BYTES = 2 ** 30;
/** Questions put together to one message. */
const MESSAGE_QUESTIONS = 24;
/** Newest turns that are sent along: more than the cache holds. */
const SENT_TURNS = 60;

/**
 * A long conversation, opened again in a fresh process: time to the first text when its cache is taken from the disk,
 * when the live window is read again, and when all of it would be; and what it takes on the disk.
 * Options: `--tokens 100000`, `--quick` (10,000), `--slots 2048`, `--rounds 10`, `--threads` (all cores).
 */
export async function reopen(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tokens: { type: 'string', default: '100000' },
      quick: { type: 'boolean', default: false },
      slots: { type: 'string', default: '2048' },
      rounds: { type: 'string', default: '10' },
      threads: { type: 'string' },
    },
  });
  const machine = machineOf();
  const threads = Number(values.threads ?? machine.cores);
  const [contextSlots, rounds] = [Number(values.slots), Number(values.rounds)];
  const wanted = values.quick ? 10_000 : Number(values.tokens);
  const directory = await defaultModelDirectory('fast');
  if (directory === null) throw new Error('The default model cannot be had here.');

  const folder = await mkdtemp(join(tmpdir(), 'headwater-reopen-'));
  try {
    const base = { directory, threads, contextSlots, system: SYSTEM };
    const home = join(folder, 'home');
    const talked = await talk({ ...base, memory: { directory: home, maxBytes: MAX_BYTES } }, wanted);
    const opening = { ...base, ...sent([...talked.turns, { id: 'last', role: 'user', text: QUESTION }]) };
    const reopened: number[] = [];
    const window: number[] = [];
    let last;
    for (let round = 0; round < rounds; round++) {
      const copy = join(folder, `${round}`);
      await cp(home, copy, { recursive: true });
      const quick = await openFresh({ ...opening, memory: { directory: copy, maxBytes: MAX_BYTES } });
      const slow = await openFresh({ ...opening, memory: null });
      reopened.push(quick.firstTextMs);
      window.push(slow.firstTextMs);
      last = { reopened: quick, window: slow };
      const [first, second] = [quick.firstTextMs.toFixed(0), slow.firstTextMs.toFixed(0)];
      process.stdout.write(`reopened ${first} ms, live window read ${second} ms\n`);
    }
    const figures = {
      tokens: talked.tokens,
      firstTextMs: {
        reopened: medianWithInterval(reopened),
        liveWindow: medianWithInterval(window),
        all: talked.readMs,
      },
      disk: {
        bytes: talked.bytes,
        largestBytes: talked.largestBytes,
        bytesPer1000Tokens: (1_000 * talked.bytes) / talked.tokens,
      },
      last,
    };
    const ms = figures.firstTextMs;
    process.stdout.write(
      `\n${talked.tokens} tokens; first text ${ms.reopened.median.toFixed(0)} ms after reopening (goal 1,000), ` +
        `${ms.liveWindow.median.toFixed(0)} ms with the live window read again, ` +
        `${(ms.all / 1_000).toFixed(1)} s with all of it\n` +
        `on disk ${(talked.bytes / 2 ** 20).toFixed(1)} MiB, ` +
        `${figures.disk.bytesPer1000Tokens.toFixed(0)} bytes per 1,000 tokens, ` +
        `never more than ${(talked.largestBytes / 2 ** 20).toFixed(1)} MiB\n`,
    );
    await writeResult('reopen', { date: new Date().toISOString(), machine, loadAfter: loadavg()[0], threads, contextSlots, rounds, ...figures });
    await writeChart('reopen', chartOf(figures.firstTextMs, talked.tokens));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function chartOf({ reopened, liveWindow, all }: { reopened: MedianWithInterval; liveWindow: MedianWithInterval; all: number }, tokens: number): string {
  const bar = (name: string, { median, low, high }: MedianWithInterval) => ({ name, value: median, low, high });
  return drawBars({
    title: `From the question to the first text, after ${tokens} tokens`,
    x: { label: 'milliseconds', log: true, from: 100 },
    bars: [bar('cache from the disk', reopened), bar('live window read again', liveWindow), { name: 'all of it read', value: all }],
  });
}

type Base = Omit<Opening, 'turns' | 'earlierTurns'>;

function sent(turns: readonly EngineTurn[]): Pick<Opening, 'turns' | 'earlierTurns'> {
  const newest = turns.slice(-SENT_TURNS + 1);
  return { turns: newest, earlierTurns: turns.length - newest.length };
}

/** Reads messages, each answered with one token and saved, until so many tokens went through the cache. */
async function talk(base: Base, wanted: number) {
  const engine = createEngine();
  await engine.load({ ...base, provider: 'cpu' });
  const turns: EngineTurn[] = [];
  let [tokens, readMs, largestBytes, questions] = [0, 0, 0, 0];
  while (tokens < wanted) {
    const text = Array.from({ length: MESSAGE_QUESTIONS }, () => scriptedQuestion(questions++)).join(' ');
    turns.push({ id: `question-${turns.length}`, role: 'user', text });
    let answer = '';
    for await (const event of engine.answer(
      openingRequest({ ...base, ...sent(turns) }, 1),
      new AbortController().signal,
    )) {
      if (event.kind === 'text') answer += event.text;
      if (event.kind !== 'end') continue;
      tokens += event.stats.promptTokens;
      readMs += event.stats.timeToFirstTokenMs;
    }
    turns.push({ id: `answer-${turns.length}`, role: 'assistant', text: answer });
    largestBytes = Math.max(largestBytes, await settledBytes(base.memory!.directory));
    process.stdout.write(`\r${tokens} tokens`);
  }
  process.stdout.write('\n');
  return { turns, tokens, readMs, bytes: await settledBytes(base.memory!.directory), largestBytes };
}

/** Bytes in the folder once nothing is written any more. */
async function settledBytes(folder: string): Promise<number> {
  let before = -1;
  for (;;) {
    const names = await readdir(folder).catch(() => []);
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.size ?? 0),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > 0 && bytes === before && names.every((name) => !name.endsWith('.part'))) return bytes;
    before = bytes;
    await setTimeout(60);
  }
}
