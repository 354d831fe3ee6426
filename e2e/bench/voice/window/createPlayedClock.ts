import type { Loudspeaker } from './Loudspeaker.ts';
import { OUTPUT_LATENCY_MS } from './Microphone.ts';

/** Between two reports of how much was heard. */
const EVERY_MS = 80;

export interface PlayedReport {
  readonly run: number;
  readonly seconds: number;
  readonly ended: boolean;
}

/** When the window tells how much of a run was heard, and how much: what came out less what the device holds back. */
export function createPlayedClock(loudspeaker: Loudspeaker): (now: number) => PlayedReport | null {
  let told: { readonly run: number; readonly at: number; readonly seconds: number; readonly ended: boolean } | null = null;
  let dryAt: number | null = null;
  return (now) => {
    const run = loudspeaker.playing;
    if (run === null) return null;
    const out = loudspeaker.heardSeconds(run);
    const isDry = loudspeaker.leftSeconds === 0;
    dryAt = isDry ? (dryAt ?? now) : null;
    const ended = dryAt !== null && now - dryAt >= OUTPUT_LATENCY_MS && out > 0;
    const before = told?.run === run ? told : null;
    const seconds = ended ? out : Math.max(before?.seconds ?? 0, out - OUTPUT_LATENCY_MS / 1_000, 0);
    const isNews = ended ? !before?.ended || seconds > before.seconds : out > 0 && !isDry && now - (before?.at ?? -Infinity) >= EVERY_MS;
    if (!isNews) return null;
    told = { run, at: now, seconds, ended };
    return { run, seconds, ended };
  };
}
