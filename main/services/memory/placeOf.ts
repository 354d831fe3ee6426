import type { Turn } from '../../../app/conversation/Turn.ts';
import type { AnswerPlace } from './gatherMemory.ts';

/** Where an answer stands that is stored. */
export function placeOf({ id, conversationId }: Pick<Turn, 'id' | 'conversationId'>): AnswerPlace {
  return { conversationId, leafId: id, answerId: id };
}
