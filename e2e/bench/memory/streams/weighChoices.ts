import { appendTokens } from '../../../../main/engine/cache/appendTokens.ts';
import type { SlotCache } from '../../../../main/engine/cache/SlotCache.ts';
import { surprisalOf } from '../../../../main/engine/cache/surprisalOf.ts';
import { truncateSlots } from '../../../../main/engine/cache/truncateSlots.ts';
import { greedyToken } from '../../../../main/engine/sampling/greedyToken.ts';

export interface Weighed {
  /** of each choice: the mean log-probability of its tokens, in nats */
  readonly logProbabilities: readonly number[];
  /** the model would have written the first choice by itself */
  readonly isWritten: boolean;
}

/**
 * How likely each choice is as the continuation of `prompt`. The stream is afterwards where it was, but for what left
 * the cache to make room: the longest choice is read together with the prompt, so that all see the same.
 *
 * @param prompt tokens that end where the choices begin; with a choice they fit into one step
 */
export async function weighChoices(cache: SlotCache, prompt: readonly number[], choices: readonly (readonly number[])[]): Promise<Weighed> {
  const { vocabSize } = cache.decoder.model;
  const start = cache.next;
  const turn = (cache.slots.at(-1)?.turn ?? 0) + 1;
  const read = async (tokens: readonly number[]): Promise<readonly Float32Array[]> => {
    if (tokens.length === 0) return [];
    const rows = await appendTokens(cache, tokens, tokens.map(() => turn), 'all', tokens.map(() => false));
    return tokens.map((_, i) => rows.subarray(i * vocabSize, (i + 1) * vocabSize));
  };
  const longest = choices.toSorted((a, b) => b.length - a.length)[0]!;
  const [first] = (await read([...prompt, ...longest.slice(0, -1)])).slice(prompt.length - 1);
  const branch = start + prompt.length;
  const logProbabilities: number[] = [];
  let isWritten = true;
  for (const [i, choice] of choices.entries()) {
    truncateSlots(cache, branch);
    const logits = [first!, ...(await read(choice.slice(0, -1)))];
    const losses = choice.map((token, at) => surprisalOf(logits[at]!, token));
    if (i === 0) isWritten = choice.every((token, at) => greedyToken(logits[at]!) === token);
    logProbabilities.push(-losses.reduce((sum, loss) => sum + loss, 0) / choice.length);
  }
  truncateSlots(cache, start);
  return { logProbabilities, isWritten };
}
