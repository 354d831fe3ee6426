import { contenders, peers, type ContenderName } from './contenders/contenders.ts';
import type { ContenderSettings } from './contenders/Contender.ts';
import { startContender, type StartedContender } from './contenders/startContender.ts';
import { medianWithInterval, type MedianWithInterval } from './medianWithInterval.ts';

/** One quantity of every contender, and how many times ours the peers' is, pair by pair. */
export interface Figure {
  unit: string;
  values: Record<string, MedianWithInterval>;
  /** peer / ours: above 1 ours is quicker, or smaller */
  ratios: Record<string, MedianWithInterval>;
}

export interface SizeResult {
  slots: number;
  load: Figure;
  prefill: Figure;
  decode: Figure;
  residentMemory: Figure;
  /** tokens of the first continuation that are the same as ours, of `decodeTokens` */
  agreement: Record<string, number>;
}

/** Tokens read and written before anything counts: compiled JavaScript, allocated arenas. */
const WARM_UP = 32;

type Series = Map<ContenderName, number[]>;
const names = Object.keys(contenders) as ContenderName[];

/**
 * Takes turns: every round starts all contenders anew, then lets each load, read `slots` tokens and write on, in an
 * order that moves on by one from round to round. So what disturbs the machine disturbs neighbours alike, and the
 * ratio of two neighbours is what is counted. One round more is run first and thrown away.
 */
export async function measureSize(
  settings: Omit<ContenderSettings, 'boundCache'>,
  text: readonly number[],
  rounds: number,
  beforeRound: () => Promise<void>,
): Promise<SizeResult> {
  const [load, prefill, decode, memory] = [seriesOf(), seriesOf(), seriesOf(), seriesOf()];
  const first = new Map<ContenderName, number[]>();
  const tokens = text.slice(0, settings.slots);
  if (tokens.length < settings.slots) throw new RangeError(`The text has only ${tokens.length} tokens.`);

  for (let round = -1; round < rounds; round++) {
    await beforeRound();
    const running = new Map<ContenderName, StartedContender>();
    try {
      for (const name of rotated(round)) running.set(name, await startContender(name, settings));
      for (const name of rotated(round)) {
        const contender = running.get(name);
        if (contender === undefined) continue;
        await contender.obey({ kind: 'prefill', tokens: tokens.slice(0, WARM_UP) });
        await contender.obey({ kind: 'decode', count: WARM_UP });
        const read = await contender.obey({ kind: 'prefill', tokens });
        const written = await contender.obey({ kind: 'decode', count: settings.decodeTokens });
        if (written.tokens.length !== settings.decodeTokens) throw new Error(`${name} wrote only ${written.tokens.length} tokens.`);
        first.set(name, written.tokens);
        if (round < 0) continue;
        load.get(name)?.push(contender.loaded.seconds);
        prefill.get(name)?.push((read.seconds * 1000) / tokens.length);
        decode.get(name)?.push(written.secondsPerToken * 1000);
        memory.get(name)?.push(written.residentBytes / 2 ** 20);
      }
    } finally {
      for (const contender of running.values()) await contender.stop();
    }
  }

  return {
    slots: settings.slots,
    load: figureOf('s', load),
    prefill: figureOf('ms per token', prefill),
    decode: figureOf('ms per token', decode),
    residentMemory: figureOf('MiB', memory),
    agreement: Object.fromEntries(peers.map((peer) => [peer, sameTokens(first.get('headwater') ?? [], first.get(peer) ?? [])])),
  };
}

function seriesOf(): Series {
  return new Map(names.map((name) => [name, []]));
}

function rotated(round: number): ContenderName[] {
  const by = (round + names.length) % names.length;
  return [...names.slice(by), ...names.slice(0, by)];
}

function figureOf(unit: string, series: Series): Figure {
  const ours = series.get('headwater') ?? [];
  return {
    unit,
    values: Object.fromEntries([...series].map(([name, values]) => [name, medianWithInterval(values)])),
    ratios: Object.fromEntries(
      peers.map((peer) => [peer, medianWithInterval((series.get(peer) ?? []).map((value, round) => value / (ours[round] ?? Number.NaN)))]),
    ),
  };
}

function sameTokens(ours: readonly number[], theirs: readonly number[]): number {
  const differ = ours.findIndex((token, index) => token !== theirs[index]);
  return differ < 0 ? ours.length : differ;
}
