import type { LongHearing } from './hearLong.ts';
import type { PassCost } from './passCost.ts';
import type { RateWithInterval } from './rateWithInterval.ts';
import type { summary } from './summary.ts';

type Figures = ReturnType<typeof summary> & {
  readonly peer: { readonly wordErrorRate: RateWithInterval; readonly difference: RateWithInterval } | null;
};

export interface SpeechResult {
  readonly all: Figures;
  readonly groups: Readonly<Record<string, Figures>>;
  readonly finalPass: PassCost;
  readonly process: LongHearing;
}

/** The figures of the speech bench as they are printed, a few lines for each group of clips. */
export function describeSpeech({ all, groups, finalPass, process: memory }: SpeechResult): string {
  const lines = [...Object.entries(groups), ['all', all] as const].flatMap(([name, one]) => describeGroup(name, one));
  const { fresh, drafted, peer, ratio } = finalPass;
  const beside = peer && ratio ? `, faster-whisper ${peer.median.toFixed(3)}: ${ratio.median.toFixed(2)} times` : '';
  const interval = ratio ? ` (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})` : '';
  const own = `${fresh.median.toFixed(3)} s of the processor, drafted ${drafted.median.toFixed(3)}`;
  lines.push(`final pass over 5 s: ${own}${beside}${interval}`);
  const { minutes, afterOneMinute, highest, atEnd, phrases } = memory;
  const resident = `${afterOneMinute} MiB after a minute, ${highest} at most, ${atEnd} after ${minutes}`;
  return [...lines, `process: ${resident}; ${phrases} phrases`, ''].join('\n');
}

function describeGroup(name: string, one: Figures): string[] {
  const beside = one.peer
    ? `, faster-whisper ${percent(one.peer.wordErrorRate.rate)}, difference ${withInterval(one.peer.difference)}`
    : '';
  const delays = [
    ['first word', one.firstWordMs],
    ['every word', one.everyWordMs],
    ['final', one.finalisationMs],
  ] as const;
  return [
    `${name}: ${one.words} words, wrong ${withInterval(one.wordErrorRate)}${beside}; partial ${percent(one.partialWordErrorRate)}`,
    `  ${delays.map(([what, { p50, p95 }]) => `${what} ${p50} / ${p95} ms`).join(', ')} (p50 / p95)`,
    `  erasure ${one.normalisedErasure.toFixed(3)}, real-time factor ${one.realTimeFactor.toFixed(3)}`,
  ];
}

const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;
const withInterval = ({ rate, low, high }: RateWithInterval): string =>
  `${percent(rate)} (${percent(low)} to ${percent(high)})`;
