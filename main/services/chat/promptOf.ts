import type { engineService } from '../../../app/contract/services/engine.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import { isTemporary } from '../../store/temporaryIds.ts';
import { placeOf } from '../memory/placeOf.ts';
import type { ChatContext } from './ChatContext.ts';
import type { Room } from './room.ts';
import { sureTurns } from './sureTurns.ts';
import { turnsToRead } from './turnsToRead.ts';

/**
 * Characters of conversation handed to the engine for each slot of its cache. English text has about four characters a
 * token and no script more than a few dozen; the engine reads only as many turns as fit.
 */
const CHARACTERS_PER_SLOT = 8;

export type Prompt = Parameters<Client<typeof engineService>['answer']>[0];
/** What the model is to read of a message that is not in the conversation yet. */
export type OpenMessage = Pick<Turn, 'id' | 'text'>;

/** What the engine is asked to answer `answer`, which is stored with its message. */
export async function promptOf(context: ChatContext, room: Room, answer: Turn, policy: RetentionPolicy): Promise<Prompt> {
  const { id: answerId } = answer;
  const { turns, earlierTurns } = await context.store.tail({ turnId: answerId, maxCharacters: charactersOf(context) });
  return { ...(await common(context, room, placeOf(answer), turns, policy)), turns: turnsToRead(turns, answerId), earlierTurns };
}

/**
 * The same for a message that is not stored (yet), below the end of the active path. Nothing is learnt from it, and
 * nothing of it is written anywhere.
 *
 * @param message null: the path as it stands
 * @returns null when there is nothing to read
 */
export async function promptAhead(
  context: ChatContext,
  room: Room,
  message: OpenMessage | null,
  policy: RetentionPolicy,
): Promise<Prompt | null> {
  const { conversationId } = room;
  const { turn: leaf } = await context.store.leaf({ conversationId });
  const path = leaf && (await context.store.tail({ turnId: leaf.id, maxCharacters: charactersOf(context) }));
  const said = message && ({ ...message, role: 'user', state: 'complete' } as const);
  const turns = [...(path?.turns ?? []), ...(said ? [said] : [])];
  const last = turns.at(-1);
  if (last === undefined || last.text === '') return null;
  const place = { conversationId, leafId: leaf?.id ?? null, answerId: null };
  const base = await common(context, room, place, turns, policy);
  return { ...base, turns: turnsToRead(turns, last.id), earlierTurns: path?.earlierTurns ?? 0 };
}

const charactersOf = (context: ChatContext): number => context.settings().contextSlots * CHARACTERS_PER_SLOT;

async function common(
  context: ChatContext,
  room: Room,
  place: Parameters<ChatContext['memory']['gather']>[0],
  turns: readonly Pick<Turn, 'id' | 'role' | 'text'>[],
  policy: RetentionPolicy,
) {
  const settings = context.settings();
  return {
    conversationId: place.conversationId,
    system: settings.systemPrompt,
    sampling: settings.sampling,
    maxTokens: settings.maxAnswerTokens,
    memory: await context.memory.gather(place, turns, sureTurns(turns, room.usage, settings.contextSlots)),
    policy,
    keep: !isTemporary(place.conversationId),
  };
}
