import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';
import { drawDistinct } from './drawDistinct.ts';
import type { Script } from './Script.ts';

const CHOICES = 4;

/**
 * StreamEval-like: numbered lines with a number each, and every `every` lines questions about lines some distances back.
 * The wrong choices are numbers of other lines.
 */
export function registerLines(seed: number, { lines, every, distances }: { lines: number; every: number; distances: readonly number[] }): Script {
  const random = createRandom(seed);
  const values = drawDistinct(random, Array.from({ length: 90_000 }, (_, i) => String(10_000 + i)), lines);
  const items: Script['items'][number][] = [];
  for (let line = 1; line <= lines; line++) {
    items.push({ kind: 'said', role: 'user', text: `line ${line}: REGISTER_CONTENT is <${values[line - 1]}>\n` });
    if (line % every !== 0) continue;
    for (const at of distances) {
      const asked = line - at;
      if (asked < 1) continue;
      const right = values[asked - 1]!;
      const wrong = drawDistinct(random, values.slice(0, line).filter((value) => value !== right), CHOICES - 1);
      const question = `What is the REGISTER_CONTENT in line ${asked}?`;
      const begin = `${question}\nline ${asked}: REGISTER_CONTENT is <`;
      items.push({ kind: 'asked', at, question, begin, choices: [right, ...wrong].map((value) => `${value}>`) });
    }
  }
  return { form: 'plain', items };
}
