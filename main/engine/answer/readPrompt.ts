import { isMemory } from '../../../app/memory/isMemory.ts';
import { canGoBackTo } from '../cache/canGoBackTo.ts';
import { dropBlocks } from '../cache/dropBlocks.ts';
import { sharedMemory } from '../cache/sharedMemory.ts';
import { truncateSlots } from '../cache/truncateSlots.ts';
import { evidenceOf } from '../conversation/evidenceOf.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { MemoryBlock } from '../conversation/MemoryBlock.ts';
import { pendingTokens } from '../conversation/pendingTokens.ts';
import { questionStart } from '../conversation/questionStart.ts';
import type { EngineSession } from './EngineSession.ts';
import { readPending } from './readPending.ts';
import { type BlockRecall, recallBlocks } from './recallBlocks.ts';
import { replaceMemory } from './replaceMemory.ts';

/** What the model goes on from. */
export interface ReadPrompt {
  /** `[vocab]`, after the last token */
  readonly logits: Float32Array;
  /** slots that were there and stayed */
  readonly reusedTokens: number;
  /** tokens that were read */
  readonly promptTokens: number;
}

/**
 * Reads what the conversation has not read yet: the turns before the question, the memory block, the question. So the
 * question and its answer see the block, and the turns before were read as they were said. When the block is another
 * one than the question was read with (another answer to it is wanted, say), the question is read again. When
 * everything was read already, the last token is read once more for its logits. Afterwards `conversation.memory` says
 * what the model sees.
 *
 * @param block null: the present one stays, because an answer that was begun with it goes on
 * @param recall null: no blocks of keys and values are brought back
 * @param isOpen nothing is written after it, so no logits are wanted
 * @param onProgress hears how many tokens were read of how many
 * @throws AppError `cancelled` when `signal` aborts; what was read stays read
 */
export async function readPrompt(
  session: EngineSession,
  conversation: LiveConversation,
  block: MemoryBlock | null,
  { recall, isOpen = false }: { readonly recall: BlockRecall | null; readonly isOpen?: boolean },
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<ReadPrompt> {
  const { cache } = conversation;
  const question = questionStart(conversation);
  if (block !== null) dropBlocks(cache);
  const archive = block !== null && recall !== null && recall.archive.size > 0 ? recall : null;
  const { shared, isSame } = block === null ? { shared: 0, isSame: true } : sharedMemory(cache, block.tokens);
  if ((!isSame || archive !== null) && cache.next > question && canGoBackTo(cache, question)) truncateSlots(cache, question);
  if (!isOpen && pendingTokens(conversation).tokens.length === 0) truncateSlots(cache, cache.next - 1);

  const memorySlots = cache.slots.filter(isMemory).length;
  const reusedTokens = cache.slots.length - (block === null || isSame ? 0 : memorySlots - shared);
  const newMemory = block === null || isSame ? 0 : block.tokens.length - shared;
  const pending = pendingTokens(conversation).tokens.length;
  // For blocks to be chosen, the question is read twice.
  const again = archive === null ? 0 : Math.min(pending, cache.next + pending - question);
  const promptTokens = pending + newMemory + again;
  let done = 0;
  const onChunk = (tokens: number) => onProgress((done += tokens), promptTokens);

  if (block !== null) conversation.memory = null;
  onChunk(0);
  await readPending(session, conversation, question, signal, onChunk);
  if (block !== null) await replaceMemory(session, conversation, block, signal, onChunk);
  const readQuestion = () => readPending(session, conversation, Infinity, signal, onChunk);
  let logits = await readQuestion();
  const blocks = archive === null ? [] : await recallBlocks(conversation, archive, question);
  if (blocks.length > 0) logits = await readQuestion();
  if (block !== null) conversation.memory = evidenceOf(conversation, block, blocks);
  return { logits, reusedTokens, promptTokens };
}
