import { CacheUsage } from '../../memory/CacheUsage.ts';
import { MAX_TURN_TEXT, TurnRole } from '../../conversation/Turn.ts';
import { AnswerStats } from '../../conversation/Turn.ts';
import { Evidence, MAX_PINNED } from '../../memory/Evidence.ts';
import { LensToken } from '../../memory/LensToken.ts';
import { noMemory } from '../../memory/noMemory.ts';
import { Quotation } from '../../memory/Quotation.ts';
import { RetentionPolicy } from '../../memory/RetentionPolicy.ts';
import { Sampling } from '../../models/Sampling.ts';
import { ErrorCode } from '../AppError.ts';
import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

const Id = z.string().min(1).max(64);

/** Where the engine keeps what makes reopening a conversation quick. Without it, or with 0 bytes, it keeps nothing. */
export const MemoryFolder = z.object({
  directory: z.string().min(1).max(4_096),
  maxBytes: z.number().int().nonnegative(),
});
export type MemoryFolder = z.infer<typeof MemoryFolder>;

/** A turn as the engine reads it. */
export const EngineTurn = z.object({ id: Id, role: TurnRole, text: z.string().max(MAX_TURN_TEXT) });
export type EngineTurn = z.infer<typeof EngineTurn>;

export const EngineInfo = z.object({
  provider: z.string(),
  threads: z.number().int().positive(),
  loadSeconds: z.number().nonnegative(),
  residentBytes: z.number().nonnegative(),
  contextSlots: z.number().int().positive(),
  sampling: Sampling,
});
export type EngineInfo = z.infer<typeof EngineInfo>;

/**
 * What the host found for an answer, best first. The engine leaves out what the live cache shows anyway, takes as much
 * as fits, and tells with `saw` what that was. All of it enters the prompt as quotations, never as instructions.
 */
export const AnswerMemory = z.object({
  pinned: z.array(Quotation).max(MAX_PINNED),
  /** those that are pinned stand before the model or no answer is written; of the others as many as fit */
  facts: z
    .array(z.object({ id: Id, subject: z.string().max(200), value: z.string().max(1_000), pinned: z.boolean().optional() }))
    .max(128),
  recalled: z.array(Quotation).max(64),
  /** tokens that the recalled quotations may take, what frames them included */
  recalledTokens: z.number().int().min(0).max(4_096),
  /** tokens whose keys and values may be brought back from the archive; 0 or absent: nothing is archived */
  blockTokens: z.number().int().min(0).max(4_096).optional(),
});
export type AnswerMemory = z.infer<typeof AnswerMemory>;

export const AnswerEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reading'), done: z.number().int(), total: z.number().int() }),
  /** what the model sees when it begins; once, before the first text */
  z.object({ kind: z.literal('saw'), evidence: Evidence }),
  /** whole characters only; coalesced while the consumer is busy */
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('usage'), usage: CacheUsage, tokensPerSecond: z.number().nonnegative().nullable() }),
  z.object({
    kind: z.literal('end'),
    /** `complete`: the model ended it, or a stop string; `length`: `maxTokens` were written */
    reason: z.enum(['complete', 'length']),
    stats: AnswerStats,
    usage: CacheUsage,
    /** what the person must be told, once: conversations cannot be kept on disk for reopening */
    notice: z.object({ code: ErrorCode, message: z.string() }).optional(),
  }),
]);
export type AnswerEvent = z.infer<typeof AnswerEvent>;

/** What the model is to have read. */
const ReadParams = z.object({
  conversationId: Id,
  system: z.string().max(20_000),
  /**
   * The newest turns of the active path, oldest first: at least as many as can fill the cache, ending with the message
   * to answer, or with the answer to go on with.
   */
  turns: z.array(EngineTurn).min(1),
  /** turns of the path before the first of `turns` */
  earlierTurns: z.number().int().nonnegative(),
  memory: AnswerMemory.default(noMemory),
  /** Other than the conversation's present one: its cache is built anew from the text. */
  policy: RetentionPolicy.default('sinks'),
  /** false: nothing of this conversation may reach the disk */
  keep: z.boolean().default(true),
});

/**
 * The engine process. It holds no state that cannot be had from the text: `answer` says which text the cache must stand for, and the engine
 * appends, rolls back or rebuilds. Cancelling the stream stops between two steps and keeps what was written in the
 * cache.
 */
export const engineService = defineService({
  name: 'engine',
  calls: {
    /** Loads a compiled model (a folder with `model.json`). Once per process: another model is another process. */
    load: {
      params: z.object({
        directory: z.string().min(1).max(4_096),
        provider: z.enum(['cpu', 'webgpu']),
        threads: z.number().int().min(0).max(256),
        contextSlots: z.number().int().min(64).max(32_768),
        memory: MemoryFolder.nullish(),
        /** loads at once what retention by surprisal or attention needs; else the first answer that needs it does */
        scored: z.boolean().optional(),
      }),
      result: EngineInfo,
    },
    /** Frees the cache of a conversation that was deleted or of which something was forgotten, and deletes its files. */
    forget: { params: z.object({ conversationId: Id }), result: z.object({}) },
    residentBytes: { params: z.object({}), result: z.object({ bytes: z.number().nonnegative() }) },
    /** Another process that shares the cores began or ended work that cannot wait: reading pauses between two chunks. */
    makeWay: { params: z.object({ busy: z.boolean() }), result: z.object({}) },
  },
  streams: {
    answer: {
      params: ReadParams.extend({
        sampling: Sampling.nullable(),
        maxTokens: z.number().int().min(1).max(65_536),
        /** the message may never be given: what is read and written for it is not kept on disk */
        draft: z.boolean().optional(),
      }),
      item: AnswerEvent,
    },
    /**
     * Reads what `answer` would read, as far as it is known: `turns` end with a message of which more may come (under
     * the same id, with a longer text), or with the last answer. What of it turns out otherwise is forgotten again, so
     * the answer is the one that it would have been. What is read of a message that may never be given is not kept on
     * disk. Cancelling stops between two steps.
     */
    readAhead: { params: ReadParams, item: z.object({ done: z.number().int(), total: z.number().int() }) },
    /**
     * The tokens in the live cache of a conversation, in the order in which the model sees them: at once, and again
     * while it reads and writes. Only the newest state waits for a slow consumer. Nothing comes while it has no cache.
     */
    lens: {
      params: z.object({ conversationId: Id }),
      item: z.object({ tokens: z.array(LensToken).max(32_768) }),
    },
  },
});
