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
  scripts(seed: number, form: StreamForm, count: (text: string) => number): Script[];
}

/** `quick` runs in minutes; `far` has the longest texts there are, where a task has longer ones than in its long form. */
export type StreamForm = 'quick' | 'long' | 'far';

/** Seeds of the streams within one seed of a bench do not meet those of the next. */
const SEED_STEP = 1_000;
const PASSKEY_LENGTHS = { quick: [1_500, 3_000], long: [2_000, 4_000, 7_500, 16_000], far: [32_000, 64_000, 100_000] };

/** The tasks on what is remembered of a stream. */
export const streamTasks = {
  lines: {
    title: 'A number some lines back',
    unit: 'lines between number and question',
    scripts: (seed, form) => [
      registerLines(seed, form !== 'quick' ? { lines: 160, every: 20, distances: [5, 10, 20, 40, 80, 120] } : { lines: 120, every: 30, distances: [10, 20, 40, 80] }),
    ],
  },
  groceries: {
    title: 'What was to be bought, among four',
    unit: 'exchanges between wish and question',
    scripts: (seed, form) => Array.from({ length: form === 'quick' ? 4 : 6 }, (_, i) => groceryTalk(seed * SEED_STEP + i, form === 'quick' ? [2, 12] : [2, 5, 10, 20])),
  },
  passkey: {
    title: 'A pass key said early',
    unit: 'length of the text in tokens',
    scripts: (seed, form, count) => [passkeyText(seed, PASSKEY_LENGTHS[form], count)],
  },
  scissors: {
    title: 'The move that beats an opponent with a bias',
    unit: 'rounds played',
    scripts: (seed, form) => [rockPaperScissors(seed, form !== 'quick' ? { rounds: 120, every: 3 } : { rounds: 40, every: 2 })],
  },
} as const satisfies Record<string, Task>;

export type StreamTask = keyof typeof streamTasks;
