import type { EngineTurn } from '../../../app/contract/services/engine.ts';

/** The path that an answer is about: its newest turns, and how many stand before them. */
export interface WantedPath {
  readonly system: string;
  readonly turns: readonly EngineTurn[];
  readonly earlierTurns: number;
}
