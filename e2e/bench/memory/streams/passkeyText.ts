import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';
import type { Script } from './Script.ts';

const FILLER = 'The grass is green. The sky is blue. The sun is yellow. Here we go. There and back again.\n';
const INTRODUCTION = 'There is an important number hidden inside a lot of irrelevant text. Find it and memorise it.\n';
/** The number stands somewhere in so many tokens at the beginning. */
const EARLY_TOKENS = 1_000;
const CHOICES = 4;

/**
 * A number hidden early in a lot of repeated text, and asked for when the text has reached each of `lengths` tokens.
 *
 * @param count tokens of a text
 */
export function passkeyText(seed: number, lengths: readonly number[], count: (text: string) => number): Script {
  const random = createRandom(seed);
  const numbers = Array.from({ length: CHOICES }, () => String(10_000 + Math.floor(random() * 90_000)));
  const place = Math.floor(random() * EARLY_TOKENS);
  const each = count(FILLER);
  const items: Script['items'][number][] = [{ kind: 'said', role: 'user', text: INTRODUCTION }];
  let tokens = count(INTRODUCTION);
  let isPlanted = false;
  for (const at of lengths.toSorted((a, b) => a - b)) {
    while (tokens < at) {
      if (!isPlanted && tokens >= place) {
        const text = `The pass key is ${numbers[0]}. Remember it. ${numbers[0]} is the pass key.\n`;
        items.push({ kind: 'said', role: 'user', text });
        tokens += count(text);
        isPlanted = true;
      }
      items.push({ kind: 'said', role: 'user', text: FILLER });
      tokens += each;
    }
    const question = 'What is the pass key?';
    items.push({ kind: 'asked', at, question, begin: `${question} The pass key is `, choices: numbers.map((number) => `${number}.`) });
  }
  return { form: 'plain', items };
}
