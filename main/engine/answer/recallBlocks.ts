import type { BlockArchive, ChosenBlock } from '../archive/BlockArchive.ts';
import { restoreBlocks } from '../archive/restoreBlocks.ts';
import { canGoBackTo } from '../cache/canGoBackTo.ts';
import { truncateSlots } from '../cache/truncateSlots.ts';
import { forgetGoneTurns } from '../conversation/forgetGoneTurns.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';

/** Where blocks of keys and values come from, and how many tokens of them an answer may see. */
export interface BlockRecall {
  readonly archive: BlockArchive;
  readonly tokens: number;
}

/**
 * Brings the blocks that fit the question's mean query back before the model's eyes, when the question was read with
 * `cache.queries` to sum them. The question then leaves the cache, to be read again with the blocks in sight; of one
 * that cannot leave, the last token does.
 *
 * @param question absolute position of its first token
 * @returns the blocks, in the order in which they were said
 */
export async function recallBlocks(
  conversation: LiveConversation,
  { archive, tokens }: BlockRecall,
  question: number,
): Promise<readonly ChosenBlock[]> {
  const { cache, turns } = conversation;
  const { queries } = cache;
  cache.queries = null;
  if (queries === null || queries.tokens === 0) return [];
  const mean = Float32Array.from(queries.sum, (sum) => sum / queries.tokens);
  const blocks = await archive.choose(mean, turns.find(({ start }) => start === question)!.index, tokens);
  if (blocks.length === 0) return [];
  truncateSlots(cache, canGoBackTo(cache, question) ? question : cache.next - 1);
  restoreBlocks(cache, blocks);
  forgetGoneTurns(conversation);
  return blocks;
}
