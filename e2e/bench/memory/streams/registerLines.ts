import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';
import { drawDistinct } from './drawDistinct.ts';
import type { Script } from './Script.ts';

const CHOICES = 4;
const FIRST = ['bright', 'calm', 'dusty', 'eager', 'fancy', 'gentle', 'hollow', 'icy', 'jolly', 'keen', 'lazy', 'mellow', 'narrow', 'odd', 'plain', 'quiet', 'rusty', 'silent', 'tiny', 'upper', 'vivid', 'wild', 'young', 'zesty'];
const SECOND = ['anchor', 'basket', 'candle', 'dragon', 'engine', 'feather', 'garden', 'hammer', 'island', 'jacket', 'kettle', 'ladder', 'mirror', 'needle', 'orchard', 'pencil', 'quarry', 'ribbon', 'saddle', 'tunnel', 'umbrella', 'valley', 'window', 'yard'];
/** Two words each, as LongEval has them: a small model cannot tell lines apart by their numbers. */
const NAMES = FIRST.flatMap((first) => SECOND.map((second) => `${first}-${second}`));

/**
 * StreamEval-like: named lines with a number each, and every `every` lines questions about lines some distances back, in
 * the words of the line itself. The wrong choices are numbers of other lines.
 */
export function registerLines(seed: number, { lines, every, distances }: { lines: number; every: number; distances: readonly number[] }): Script {
  const random = createRandom(seed);
  const values = drawDistinct(random, Array.from({ length: 90_000 }, (_, i) => String(10_000 + i)), lines);
  const names = drawDistinct(random, NAMES, lines);
  const items: Script['items'][number][] = [];
  for (let line = 1; line <= lines; line++) {
    items.push({ kind: 'said', role: 'user', text: `REGISTER_CONTENT of line ${names[line - 1]} is <${values[line - 1]}>\n` });
    if (line % every !== 0) continue;
    for (const at of distances) {
      const asked = line - at - 1;
      if (asked < 0) continue;
      const [name, right] = [names[asked]!, values[asked]!];
      const wrong = drawDistinct(random, values.slice(0, line).filter((value) => value !== right), CHOICES - 1);
      const question = `What is the REGISTER_CONTENT in line ${name}?`;
      const begin = `REGISTER_CONTENT of line ${name} is <`;
      items.push({ kind: 'asked', at, question, begin, choices: [right, ...wrong].map((value) => `${value}>`) });
    }
  }
  return { form: 'plain', items };
}
