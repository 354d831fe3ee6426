import { conversationsService } from '../../app/contract/services/conversations.ts';
import { defineService } from '../../app/contract/Service.ts';
import { z } from '../../app/contract/zod.ts';
import { Conversation } from '../../app/conversation/Conversation.ts';
import { QueuedMessage } from '../../app/conversation/QueuedMessage.ts';
import { AnswerStats, MAX_TURN_TEXT, Turn, TurnRole, TurnSource, TurnState } from '../../app/conversation/Turn.ts';
import { Evidence } from '../../app/memory/Evidence.ts';
import { Fact, MAX_FACT_SUBJECT, MAX_FACT_VALUE } from '../../app/memory/Fact.ts';
import { Quotation } from '../../app/memory/Quotation.ts';
import { RetentionPolicy } from '../../app/memory/RetentionPolicy.ts';
import { captionStore } from './captionStore.ts';

const Id = z.string().min(1).max(64);
const Nothing = z.object({});
const Text = z.string().max(MAX_TURN_TEXT);
const Subject = z.string().trim().min(1).max(MAX_FACT_SUBJECT);
const Value = z.string().trim().min(1).max(MAX_FACT_VALUE);
/** Names an embedding model and how its vectors are made; those of another one are not compared, but made anew. */
const VectorModel = z.string().min(1).max(200);
const Facts = z.object({ facts: z.array(Fact) });
const Quotations = z.object({ quotations: z.array(Quotation) });
/** Where a turn came from, and when on the clock of that sound or picture. */
const origin = { source: TurnSource.default('chat'), mediaTime: Turn.shape.mediaTime.default(null) };
const { rename, pin, setRetention, saveDraft, remove, restore, page, search, reveal } = conversationsService.calls;

/**
 * What the store's worker thread answers. It owns the database; nobody else opens it. Every call is one transaction
 * that is durable against a kill of the process when it returns.
 */
export const storeService = defineService({
  name: 'store',
  calls: {
    /** A temporary one can be made in a store that is held in memory alone, and no other kind in such a store. */
    create: { params: z.object({ temporary: z.boolean().default(false) }), result: Conversation },
    rename,
    pin,
    setRetention,
    /** what stays in the live cache of a conversation; null: as the settings say */
    retention: {
      params: z.object({ conversationId: Id }),
      result: z.object({ retention: RetentionPolicy.nullable() }),
    },
    saveDraft,
    remove,
    restore,
    page,
    search,
    reveal,
    export: conversationsService.calls.export,
    import: conversationsService.calls.import,
    list: { params: Nothing, result: z.object({ conversations: z.array(Conversation) }) },
    /**
     * Erases what was removed before this time (rows, full-text index, write-ahead log). Returns the erased ids, and the
     * conversations of answers that saw something of it.
     */
    purge: {
      params: z.object({ removedBefore: z.number().int() }),
      result: z.object({ ids: z.array(Id), seenIn: z.array(Id) }),
    },
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
        ...origin,
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
        /** what the message is to be named by; a fresh name by default */
        messageId: Id.optional(),
        /** of the message; the answer to a spoken one is `voice`, else `chat` */
        ...origin,
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
    /** An answer that has ended is in this state from now on, and ends at this length: nothing behind it was heard. A forgotten one stays that. */
    cutAnswer: { params: z.object({ turnId: Id, length: z.number().int().nonnegative(), state: z.enum(['interrupted', 'stopped']) }), result: Turn },
    /**
     * Takes a message back as if it had not been said, with everything below it: rows, index, passages, facts. What
     * stands before it is the end of the active path then. `busy` while it is being answered.
     */
    takeBack: { params: z.object({ turnId: Id }), result: Nothing },
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
    /**
     * Keeps a turn before the model's eyes, or no longer. `bad-request` for one that was forgotten, `too-large` when many
     * of its conversation are pinned already.
     */
    setPinned: { params: z.object({ turnId: Id, pinned: z.boolean() }), result: Nothing },
    /** The pinned turns of the active path, oldest first; of a long one its beginning. */
    pinned: { params: z.object({ conversationId: Id }), result: Quotations },
    /**
     * Keeps what the model saw but for what was erased meanwhile; what was kept before is replaced.
     *
     * @returns whether something of it was erased
     */
    saveEvidence: { params: z.object({ turnId: Id, evidence: Evidence }), result: z.object({ erased: z.boolean() }) },
    evidence: { params: z.object({ turnId: Id }), result: z.object({ evidence: Evidence.nullable() }) },
    /**
     * Erases the words of a turn from everything in the store: text, index, passages and vectors, the facts said in it
     * and what was made of them, quotations of it in the evidence of answers, a title made from it, write-ahead log,
     * copies. Its place stays: `forgotten`, without text. An answer being written ends as `stopped`.
     *
     * @returns the conversations of answers that saw one of these words
     */
    forgetTurn: {
      params: z.object({ turnId: Id }),
      result: z.object({ turn: Turn, seenIn: z.array(Id) }),
    },
    /** Ids of all turns and facts that stand in what answers saw. */
    seen: { params: Nothing, result: z.object({ ids: z.array(Id) }) },
    /** Those of these turns and facts that are not there (any more), or were forgotten. */
    gone: { params: z.object({ ids: z.array(Id) }), result: z.object({ ids: z.array(Id) }) },
    /** Takes turns and facts that another store forgot out of what answers saw. Returns the conversations of these. */
    eraseSeen: { params: z.object({ ids: z.array(Id) }), result: z.object({ seenIn: z.array(Id) }) },
    /**
     * Cuts turns that were stored before there were passages into passages: a few at a time, newest first. Returns how
     * many turns are left; at 0 there is nothing to do ever again. All other turns have theirs when they end.
     */
    makePassages: {
      params: z.object({ turns: z.number().int().min(1).max(1_000) }),
      result: z.object({ left: z.number().int().nonnegative() }),
    },
    /** Current facts (as "subject: value") and passages without a vector of this model, each newest first. */
    unembedded: {
      params: z.object({ model: VectorModel, limit: z.number().int().min(1).max(1_000) }),
      result: z.object({ passages: z.array(z.object({ passageId: Id, text: z.string() })) }),
    },
    /**
     * Vectors of unit length side by side, float32 in little-endian bytes, in the order of `passageIds`. Passages and facts
     * that are gone by now (forgotten, erased, corrected) are left out.
     */
    saveVectors: {
      params: z.object({
        model: VectorModel,
        passageIds: z.array(Id).min(1).max(1_000),
        vectors: z.instanceof(Uint8Array),
      }),
      result: Nothing,
    },
    /** How many passages of a conversation have a vector of this model, of how many. */
    indexed: {
      params: z.object({ conversationId: Id, model: VectorModel }),
      result: z.object({ done: z.number().int().nonnegative(), total: z.number().int().nonnegative() }),
    },
    /**
     * Turns that fit a question, best first: by words and, with a vector, by meaning. Only of the path to `leafId`
     * (null: of the active path); with `everywhere` also of the active paths of all other conversations. Never of
     * removed conversations, forgotten turns, answers being written, or `excludeTurnIds`. Any query is safe.
     */
    recall: {
      params: z.object({
        conversationId: Id,
        leafId: Id.nullable(),
        query: Text,
        /** of unit length, float32 in little-endian bytes; null: words alone */
        vector: z.instanceof(Uint8Array).nullable(),
        model: VectorModel,
        everywhere: z.boolean(),
        limit: z.number().int().min(1).max(200),
        /** the question's own turn and its answer, and those that stand whole in the live cache */
        excludeTurnIds: z.array(Id).max(100_000),
      }),
      result: Quotations,
    },
    /**
     * Current entries of a conversation, and of others those marked `everywhere` when it says so; newest first. What was
     * said beside the path to `leafId` (null: the active path) does not count, nor what corrected something there.
     */
    facts: {
      params: z.object({ conversationId: Id, leafId: Id.nullable().default(null), everywhere: z.boolean() }),
      result: Facts,
    },
    /** Those that fit a question, best first: by words and, with a vector, by meaning. */
    matchFacts: {
      params: z.object({
        conversationId: Id,
        leafId: Id.nullable().default(null),
        query: Text,
        /** of unit length, float32 in little-endian bytes; null: words alone */
        vector: z.instanceof(Uint8Array).nullable().default(null),
        model: VectorModel.default('none'),
        everywhere: z.boolean(),
        limit: z.number().int().min(1).max(128),
      }),
      result: Facts,
    },
    /** An entry that says the same as a current one is that one. */
    addFact: {
      params: z.object({
        conversationId: Id,
        subject: Subject,
        value: Value,
        turnId: Id.nullable(),
        everywhere: z.boolean(),
        pinned: z.boolean().default(false),
      }),
      result: Fact,
    },
    /**
     * Reads a message of the person's for facts (`extractFacts`) and adds those that are new; one that corrects a
     * current entry supersedes it. Returns what was added. Asked again for the same turn it adds nothing.
     */
    learnFacts: { params: z.object({ turnId: Id }), result: Facts },
    /** A new entry, of the person's, that supersedes this one and takes over its marks. */
    correctFact: { params: z.object({ id: Id, subject: Subject, value: Value }), result: Fact },
    setFact: { params: z.object({ id: Id, pinned: z.boolean(), everywhere: z.boolean() }), result: Fact },
    /**
     * Erases an entry, the ones that it superseded, and both in the evidence of answers. Returns the conversations of
     * those answers.
     */
    forgetFact: { params: z.object({ id: Id }), result: z.object({ seenIn: z.array(Id) }) },
    /** The entries that this one superseded, newest first. */
    factHistory: { params: z.object({ id: Id }), result: Facts },
    /** At start: answers that were being written when the program died become `cut`. Returns how many. */
    recover: { params: Nothing, result: z.object({ cut: z.number().int() }) },
    ...captionStore,
    close: { params: Nothing, result: Nothing },
  },
  streams: {},
});
