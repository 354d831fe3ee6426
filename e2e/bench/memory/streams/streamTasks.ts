import { groceryTalk } from './groceryTalk.ts';
import { passkeyText } from './passkeyText.ts';
import { registerLines } from './registerLines.ts';
import { rockPaperScissors } from './rockPaperScissors.ts';
import type { Script } from './Script.ts';

interface Task {
  readonly title: string;
  /** what questions are grouped by */
  readonly unit: string;
  /**
   * The streams of one seed.
   *
   * @param count tokens of a text
   */
  scripts(seed: number, isLong: boolean, count: (text: string) => number): Script[];
}

/** Seeds of the streams within one seed of a bench do not meet those of the next. */
const SEED_STEP = 1_000;
const PASSKEY_LENGTHS = [2_000, 4_000, 7_500, 16_000];

/** The tasks on what is remembered of a stream. */
export const streamTasks = {
  lines: {
    title: 'A number some lines back',
    unit: 'lines between number and question',
    scripts: (seed, isLong) => [
      registerLines(seed, isLong ? { lines: 200, every: 20, distances: [5, 10, 20, 40, 80, 160] } : { lines: 120, every: 30, distances: [10, 20, 40, 80] }),
    ],
  },
  groceries: {
    title: 'What was to be bought, among four',
    unit: 'exchanges between wish and question',
    scripts: (seed, isLong) => Array.from({ length: isLong ? 8 : 4 }, (_, i) => groceryTalk(seed * SEED_STEP + i, isLong ? [2, 5, 10, 20] : [2, 12])),
  },
  passkey: {
    title: 'A pass key said early',
    unit: 'length of the text in tokens',
    // To its end one stream alone: the others stop where the same has been said for long.
    scripts: (seed, isLong, count) => [passkeyText(seed, !isLong ? [1_500, 3_000] : seed === 1 ? [...PASSKEY_LENGTHS, 32_000, 100_000] : PASSKEY_LENGTHS, count)],
  },
  scissors: {
    title: 'The move that beats an opponent with a bias',
    unit: 'rounds played',
    scripts: (seed, isLong) => [rockPaperScissors(seed, isLong ? { rounds: 120, every: 3 } : { rounds: 40, every: 2 })],
  },
} as const satisfies Record<string, Task>;

export type StreamTask = keyof typeof streamTasks;
