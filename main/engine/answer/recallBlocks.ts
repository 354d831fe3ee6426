import { isMemory } from '../../../app/memory/isMemory.ts';
import type { BlockArchive, ChosenBlock } from '../archive/BlockArchive.ts';
import { questionKeys } from '../archive/questionKeys.ts';
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
 * Brings the blocks that fit the question, which was just read, back before the model's eyes. The question then leaves
 * the cache, to be read again with the blocks in sight; of one that cannot leave, the last token does.
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
  const { lead, tokens: own } = turns.find(({ start }) => start === question)!;
  const [from, until] = [question + lead, question + own.length];
  const asked = cache.slots.filter((slot) => !isMemory(slot) && slot.position >= from && slot.position < until);
  const blocks = await archive.choose(questionKeys(cache, asked), tokens);
  if (blocks.length === 0) return [];
  truncateSlots(cache, canGoBackTo(cache, question) ? question : cache.next - 1);
  restoreBlocks(cache, blocks);
  forgetGoneTurns(conversation);
  return blocks;
}
