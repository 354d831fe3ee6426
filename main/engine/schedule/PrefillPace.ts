import { MAX_STEP } from '../decoder/Decoder.ts';

/** What is known of how long this machine reads. */
export interface PrefillPace {
  readonly msPerToken: number;
}

/** Before anything was measured: a slow machine, so that the first chunk is short. */
export const UNKNOWN_PACE: PrefillPace = { msPerToken: 5 };

/** How much a chunk may take, so that other work and a cancel get in. */
export const CHUNK_MS = 150;

/**
 * The shortest chunk, whatever the pace: fewer tokens would take hardly less time, and nothing could be learnt from
 * them, so that one chunk that was held up (a busy machine, a lid that was closed) would make all later ones short.
 */
const MIN_CHUNK = 16;

/** Share of a new measurement in what is known. */
const LEARNING_RATE = 0.4;

/** Learns from a chunk that was read. */
export function learnPace(pace: PrefillPace, tokens: number, ms: number): PrefillPace {
  // One token costs nearly as much as four: a short remainder says little about a chunk.
  if (tokens < 8) return pace;
  return { msPerToken: pace.msPerToken + LEARNING_RATE * (ms / tokens - pace.msPerToken) };
}

/** Tokens of the next chunk: 16 to `MAX_STEP`, in steps of 16 so that the runtime meets few different shapes. */
export function chunkTokens(pace: PrefillPace): number {
  const tokens = Math.min(MAX_STEP, Math.floor(CHUNK_MS / pace.msPerToken));
  return Math.max(MIN_CHUNK, tokens - (tokens % MIN_CHUNK));
}
