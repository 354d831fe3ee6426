import { conversationsService } from '../../app/contract/services/conversations.ts';
import { defineService } from '../../app/contract/Service.ts';
import { z } from '../../app/contract/zod.ts';
import { Conversation } from '../../app/conversation/Conversation.ts';
import { QueuedMessage } from '../../app/conversation/QueuedMessage.ts';
import { AnswerStats, MAX_TURN_TEXT, Turn, TurnRole, TurnState } from '../../app/conversation/Turn.ts';

const Id = z.string().min(1).max(64);
const Nothing = z.object({});
const Text = z.string().max(MAX_TURN_TEXT);
const { rename, pin, saveDraft, remove, restore, page, search, reveal } = conversationsService.calls;

/**
 * What the store's worker thread answers. It owns the database; nobody else opens it. Every call is one transaction
 * that is durable against a kill of the process when it returns.
 */
export const storeService = defineService({
  name: 'store',
  calls: {
    create: { params: Nothing, result: Conversation },
    rename,
    pin,
    saveDraft,
    remove,
    restore,
    page,
    search,
    reveal,
    export: conversationsService.calls.export,
    import: conversationsService.calls.import,
    list: { params: Nothing, result: z.object({ conversations: z.array(Conversation) }) },
    /** Erases what was removed before this time (rows, full-text index, write-ahead log); returns the erased ids. */
    purge: { params: z.object({ removedBefore: z.number().int() }), result: z.object({ ids: z.array(Id) }) },
    /**
     * Adds a turn below `parentId` (null: the first of its conversation) and makes it the end of the active path. The
     * first message of a conversation without a title of the person's names it.
     */
    addTurn: {
      params: z.object({
        conversationId: Id,
        parentId: Id.nullable(),
        role: TurnRole,
        text: Text,
        state: TurnState,
        edited: z.boolean(),
        model: z.string().max(200).nullable(),
      }),
      result: Turn,
    },
    /**
     * Adds a message and the empty answer to it, which is `answering` then: in one step, so that neither a kill nor a
     * full disk leaves a message that nobody answers.
     */
    ask: {
      params: z.object({
        conversationId: Id,
        /** null: the message is the first of its conversation. Absent: it follows the end of the active path */
        parentId: Id.nullable().optional(),
        text: Text,
        edited: z.boolean(),
        /** name of the model that answers */
        model: z.string().max(200).nullable(),
        /** the waiting message that becomes this turn, with the text it has in the queue by now */
        queuedId: Id.optional(),
      }),
      result: z.object({ message: Turn, answer: Turn }),
    },
    /** Appends to an answer being written. `at` must be the length of what is stored: a gap is an error. */
    appendText: { params: z.object({ turnId: Id, at: z.number().int().nonnegative(), text: Text }), result: Nothing },
    /** Sets the state of an answer (`answering` again to go on with it) and, at its end, its statistics. */
    setState: {
      params: z.object({
        turnId: Id,
        state: TurnState,
        stats: AnswerStats.nullable(),
        problem: z.string().max(4_000).nullable(),
      }),
      result: Turn,
    },
    turn: { params: z.object({ turnId: Id }), result: Turn },
    /** The turn at the end of the active path; null in an empty conversation. */
    leaf: { params: z.object({ conversationId: Id }), result: z.object({ turn: Turn.nullable() }) },
    /**
     * The path that ends with `turnId`, newest turns only: as many whole turns as fit `maxCharacters` (at least the
     * last two), and how many turns stand before them.
     */
    tail: {
      params: z.object({ turnId: Id, maxCharacters: z.number().int().positive() }),
      result: z.object({ turns: z.array(Turn), earlierTurns: z.number().int().nonnegative() }),
    },
    /** Makes `turnId` and the newest turns below it the active path. */
    select: { params: z.object({ turnId: Id }), result: Nothing },
    queue: { params: z.object({ conversationId: Id }), result: z.object({ queue: z.array(QueuedMessage) }) },
    enqueue: { params: z.object({ conversationId: Id, text: Text }), result: QueuedMessage },
    editQueued: { params: z.object({ id: Id, text: Text }), result: QueuedMessage },
    /** Takes a waiting message out (to send it, or to drop it); null when it is not waiting any more. */
    dequeue: { params: z.object({ id: Id }), result: z.object({ message: QueuedMessage.nullable() }) },
    /** At start: answers that were being written when the program died become `cut`. Returns how many. */
    recover: { params: Nothing, result: z.object({ cut: z.number().int() }) },
    close: { params: Nothing, result: Nothing },
  },
  streams: {},
});
