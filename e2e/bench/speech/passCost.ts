import type { Whisper } from '../../../main/hearing/whisper/openWhisper.ts';
import { transcribe } from '../../../main/hearing/whisper/transcribe.ts';
import { medianWithInterval, type MedianWithInterval } from '../medianWithInterval.ts';
import type { Peer } from './startPeer.ts';

export interface PassCost {
  /** seconds of the processor for one final pass */
  readonly fresh: MedianWithInterval;
  /** the same with the words of the pass before it as a draft, as it comes in a live phrase */
  readonly drafted: MedianWithInterval;
  readonly peer: MedianWithInterval | null;
  /** of neighbours: the peer's over ours */
  readonly ratio: MedianWithInterval | null;
}

/** What one final pass over an utterance takes, ours and the peer's in turn. `file`: the same samples, raw. */
export async function passCost(
  whisper: Whisper,
  samples: Float32Array,
  file: string,
  peer: Peer | null,
  rounds: number,
): Promise<PassCost> {
  const own = { context: [], favours: [], previous: [], fromMs: 0 };
  const draft = (await transcribe(whisper, samples, { ...own, draft: [] })).words.flatMap(({ tokens }) => tokens);
  const measure = async (draft: readonly number[]): Promise<number> => {
    const before = process.cpuUsage();
    await transcribe(whisper, samples, { ...own, draft });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000_000;
  };
  const [fresh, drafted, peers, ratios]: [number[], number[], number[], number[]] = [[], [], [], []];
  await peer?.hear([file], 1);
  for (let round = 0; round < rounds; round++) {
    fresh.push(await measure([]));
    drafted.push(await measure(draft));
    const theirs = (await peer?.hear([file], 1))?.clips[0]?.rounds[0]?.processorSeconds;
    if (theirs === undefined) continue;
    peers.push(theirs);
    ratios.push(theirs / fresh.at(-1)!);
  }
  return {
    fresh: medianWithInterval(fresh),
    drafted: medianWithInterval(drafted),
    peer: peers.length > 0 ? medianWithInterval(peers) : null,
    ratio: ratios.length > 0 ? medianWithInterval(ratios) : null,
  };
}
