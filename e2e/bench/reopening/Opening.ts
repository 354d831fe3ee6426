import type { EngineTurn, MemoryFolder } from '../../../app/contract/services/engine.ts';

/** What a fresh process is to do: load a model and answer the last of the turns. */
export interface Opening {
  readonly directory: string;
  readonly threads: number;
  readonly contextSlots: number;
  /** null: nothing is taken from the disk */
  readonly memory: MemoryFolder | null;
  readonly system: string;
  readonly turns: EngineTurn[];
  readonly earlierTurns: number;
}

/** How that went. */
export interface Opened {
  /** from the call of `answer` to the first text */
  readonly firstTextMs: number;
  /** the same as the processor counts it, all threads together: other processes do not show */
  readonly processorMs: number;
  readonly reusedTokens: number;
  readonly promptTokens: number;
  readonly text: string;
}
