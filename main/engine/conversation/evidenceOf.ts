import { isMemory } from '../../../app/memory/isMemory.ts';
import { BLOCK_TURN } from '../../../app/memory/Slot.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import type { ChosenBlock } from '../archive/BlockArchive.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { MemoryBlock } from './MemoryBlock.ts';
import { questionStart } from './questionStart.ts';
import { wholeTurns } from './wholeTurns.ts';

/** What the model sees now, with the prompt read and nothing written yet. */
export function evidenceOf(conversation: LiveConversation, { counts, shown }: MemoryBlock, blocks: readonly ChosenBlock[]): Evidence {
  const { slots } = conversation.cache;
  const question = questionStart(conversation);
  const asked = conversation.turns.find((turn) => turn.start === question)!;
  const before = wholeTurns(conversation).filter((turn) => turn.start < question && turn.id !== null);
  const [first, last] = [before[0], before.at(-1)];
  const isAnchored = ({ region }: (typeof slots)[number]) => region === 'sink' || region === 'pinned';
  const stream = slots.filter((slot) => !isMemory(slot));
  const system = stream.filter(isAnchored).length;
  const restored = slots.filter(({ turn }) => turn === BLOCK_TURN).length;
  return {
    tokens: { system, ...counts, recalled: counts.recalled + restored, recent: stream.length - system },
    ...shown,
    blocks: blocks.map(({ turnId, info, score }) => ({ firstTurnId: turnId, tokens: info.tokens.length, score })),
    recent: first === undefined ? null : { firstTurnId: first.id!, lastTurnId: last!.id! },
    earlierTurns: first?.index ?? asked.index,
  };
}
